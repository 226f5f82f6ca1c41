package dev.footbridge.cli.output;

import java.util.Locale;

/** Writes numbers for people, the same in every language of the machine. */
public final class Figures {

    private Figures() {}

    /** A number with so many digits after the point. */
    public static String fixed(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    /** Seconds: the smaller, the more digits. */
    public static String seconds(double seconds) {
        return fixed(seconds, seconds < 0.1 ? 5 : seconds < 10 ? 3 : 2);
    }

    /** A whole number with its thousands apart. */
    public static String grouped(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** A share of one, in per cent. */
    public static String percent(double share) {
        return fixed(share * 100, 0) + " %";
    }

    /** A number of bytes, in the largest unit that it fills. */
    public static String bytes(long bytes) {
        if (bytes >= 10 << 20) {
            return (bytes >> 20) + " MiB";
        }
        return bytes >= 10 << 10 ? (bytes >> 10) + " KiB" : bytes + " B";
    }
}
