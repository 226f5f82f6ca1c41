package dev.footbridge.cli.bench.report;

import dev.footbridge.cli.bench.score.Measured;
import dev.footbridge.cli.bench.score.Scale;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Bars of ratios that share one logarithmic axis, each an SVG in a cell of a table, beside its own figure. A bar
 * reaches from 1, the best peer, to the ratio: to the left for less, to the right for more. It is filled for Footbridge
 * and hollow for peers, and a line across its end is the error. Colours and letters are those of the page: it follows
 * light and dark, and needs no font on this machine, as the charts of {@code BarChart} do.
 *
 * @param low the least power of ten on the axis
 * @param high the largest
 */
record RatioBars(int low, int high) {

    private static final int WIDTH = 220;
    private static final int HEIGHT = 18;
    private static final int MIDDLE = HEIGHT / 2;
    private static final int MARGIN = 20;
    private static final int THICKNESS = 8;
    private static final int MOST_TICKS = 7;
    private static final int MOST_ZEROS = 3;
    private static final String SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /** Bars on an axis that has room for these, and for 0.1 to 10. */
    static RatioBars of(Collection<Measured> ratios, Collection<Double> targets) {
        List<Double> values = Stream.concat(targets.stream(), ratios.stream().map(Measured::value)).filter(v -> v > 0)
                .toList();
        double least = values.stream().mapToDouble(Math::log10).min().orElse(0);
        double most = values.stream().mapToDouble(Math::log10).max().orElse(0);
        return new RatioBars((int) Math.min(-1, Math.floor(least)), (int) Math.max(1, Math.ceil(most)));
    }

    /** The axis, for the head of the column. */
    void axis(Markup page) {
        open(page, "axis from " + power(low) + " to " + power(high));
        int step = Math.ceilDiv(high - low + 1, MOST_TICKS);
        for (int power = low; power <= high; power++) {
            String x = number(x(Math.pow(10, power)));
            page.empty("line", "x1", x, "y1", HEIGHT - 3, "x2", x, "y2", HEIGHT, "class", "axis");
            if (power % step == 0) {
                page.leaf("text", power(power), "x", x, "y", HEIGHT - 6, "class", "tick");
            }
        }
        page.close();
    }

    /** A bar. */
    void bar(Markup page, Measured ratio, boolean ours, OptionalDouble target) {
        String words = Scale.digits(ratio.value()) + " times the best peer" + (ratio.hasSpread()
                ? ", from " + Scale.digits(ratio.low()) + " to " + Scale.digits(ratio.high())
                : "") + (target.isPresent() ? ", at most " + target.getAsDouble() + " wanted" : "");
        open(page, words);
        String one = number(x(1));
        page.empty("line", "x1", one, "y1", 0, "x2", one, "y2", HEIGHT, "class", "axis");
        double end = x(ratio.value());
        page.empty("rect", "x", number(Math.min(end, x(1))), "y", MIDDLE - THICKNESS / 2, "width",
                number(Math.max(1, Math.abs(end - x(1)))), "height", THICKNESS, "class", ours ? "ours" : "peer");
        if (ratio.hasSpread()) {
            whisker(page, number(x(ratio.low())), number(x(ratio.high())));
        }
        if (target.isPresent()) {
            String most = number(x(target.getAsDouble()));
            page.empty("path", "d", "M" + most + " 0 V" + HEIGHT, "class", "target");
        }
        page.close();
    }

    private static void whisker(Markup page, String from, String to) {
        page.empty("path", "d", "M" + from + " " + MIDDLE + " H" + to + " M" + from + " " + (MIDDLE - 4) + " v8 M" + to
                + " " + (MIDDLE - 4) + " v8", "class", "error");
    }

    private static void open(Markup page, String words) {
        page.open("svg", "xmlns", "http://www.w3.org/2000/svg", "width", WIDTH, "height", HEIGHT, "viewBox",
                "0 0 " + WIDTH + " " + HEIGHT, "role", "img", "aria-label", words);
        page.leaf("title", words);
    }

    /** What lies beyond the ends of the axis is drawn at its ends. */
    private double x(double ratio) {
        double place = ratio > 0 ? (Math.log10(ratio) - low) / (high - low) : 0;
        return MARGIN + Math.clamp(place, 0, 1) * (WIDTH - 2 * MARGIN);
    }

    private static String power(int power) {
        if (Math.abs(power) > MOST_ZEROS) {
            String digits = String.valueOf(power);
            return "10" + digits.chars().mapToObj(c -> c == '-' ? "⁻" : SUPERSCRIPT.substring(c - '0', c - '0' + 1))
                    .collect(Collectors.joining());
        }
        return power < 0 ? "0." + "0".repeat(-power - 1) + "1" : "1" + "0".repeat(power);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
