package dev.footbridge.cli.bench.score;

import java.util.Map;

/**
 * The unit of a score, as JMH writes it.
 *
 * @param sign such as {@code ns/op}, {@code ops/s} or {@code B}
 */
public record Unit(String sign) {

    private static final Map<String, Double> NANOS = Map.of("ns", 1.0, "us", 1e3, "ms", 1e6, "s", 1e9);
    private static final String RATE = "ops/";
    private static final String EACH = "/op";

    /** Whether it is a time, of one operation or of all. */
    public boolean isTime() {
        return NANOS.containsKey(time());
    }

    /** Whether more is better. */
    public boolean isRate() {
        return sign.startsWith(RATE);
    }

    /** The same as something of which less is better: nanoseconds where it is a time, or a rate. */
    public Measured cost(Measured score) {
        if (isRate()) {
            return score.inverse().times(NANOS.getOrDefault(sign.substring(RATE.length()), 1.0));
        }
        return score.times(NANOS.getOrDefault(time(), 1.0));
    }

    private String time() {
        return sign.endsWith(EACH) ? sign.substring(0, sign.length() - EACH.length()) : sign;
    }
}
