package dev.footbridge.cli.bench.score;

import dev.footbridge.cli.output.Figures;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collection;
import java.util.List;

/**
 * How the scores of a contest are shown, all alike: times in the largest unit that the least of them fills.
 *
 * @param sign the unit
 * @param factor what a score is multiplied by
 */
public record Scale(String sign, double factor) {

    private static final List<Scale> TIMES = List.of(new Scale("s", 1e-9), new Scale("ms", 1e-6),
            new Scale("us", 1e-3));
    private static final Scale NANOS = new Scale("ns", 1);
    private static final MathContext THREE_DIGITS = new MathContext(3);
    private static final int MOST_DIGITS = 9;

    /** The one for these scores, at least one, which have one unit. */
    static Scale of(Collection<Score> scores) {
        Unit unit = scores.iterator().next().unit();
        if (!unit.isTime()) {
            return new Scale(unit.sign(), 1);
        }
        double least = scores.stream().mapToDouble(each -> each.cost().value()).min().orElse(0);
        return TIMES.stream().filter(each -> least * each.factor >= 1).findFirst().orElse(NANOS);
    }

    /** The figure, without the unit. */
    public String show(Score score) {
        return digits(scaled(score).value());
    }

    /** Its bar, without the unit: what it is off to both sides, or from where to where; empty if it is not known. */
    public String showError(Score score) {
        Measured shown = scaled(score);
        if (!shown.hasSpread()) {
            return "";
        }
        String up = digits(shown.high() - shown.value());
        return up.equals(digits(shown.value() - shown.low()))
                ? "± " + up
                : digits(shown.low()) + " to " + digits(shown.high());
    }

    private Measured scaled(Score score) {
        return score.unit().isTime() ? score.cost().times(factor) : score.measured().times(factor);
    }

    /** Three digits that count, or all of those before the point. */
    public static String digits(double value) {
        if (value == 0) {
            return "0";
        }
        double rounded = new BigDecimal(value).round(THREE_DIGITS).doubleValue();
        int before = (int) Math.floor(Math.log10(Math.abs(rounded))) + 1;
        return before >= 3
                ? Figures.grouped(Math.round(value))
                : Figures.fixed(value, Math.min(3 - before, MOST_DIGITS));
    }
}
