package dev.footbridge.processes.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much memory a worker's objects may take. Without a choice of the user's, all workers together may take 60 % of
 * what the machine or the container has; the worker's JVM looks at that itself when it starts.
 */
final class Memory {

    /** A heap below this many bytes cannot hold a worker. */
    private static final long SMALLEST = 8 << 20;

    private static final long INITIAL = 16 << 20;

    private static final double SHARE = 60;

    private static final Pattern AMOUNT = Pattern.compile("([0-9]{1,12})([kKmMgGtT]?)");

    private Memory() {}

    /** The options that say so. */
    static List<String> options(String heap, JvmOptions user, int workers) {
        List<String> options = new ArrayList<>();
        if (!heap.isEmpty()) {
            options.add("-Xmx" + checked(heap, user));
            options.add(initial(bytes(heap)));
        } else if (user.areAbout(Subject.HEAP)) {
            options.add(initial(largest(user.words())));
        } else {
            options.add(String.format(Locale.ROOT, "-XX:MaxRAMPercentage=%.4f", SHARE / workers));
            options.add(initial(Long.MAX_VALUE));
            if (!user.areAbout(Subject.COLLECTOR)) {
                // On a large machine: at most 32 GiB, which short references reach, and an AOT cache of them fits.
                options.add("-XX:+UseCompressedOops");
            }
        }
        return options;
    }

    private static String checked(String heap, JvmOptions user) {
        long bytes = bytes(heap);
        if (bytes < SMALLEST) {
            throw new IllegalArgumentException("the heap of a worker must be a number with k, m or g behind it,"
                    + " and at least 8m (it is \"" + heap + "\"): give one such as 256m, or leave it out");
        }
        if (user.areAbout(Subject.HEAP)) {
            throw new IllegalArgumentException("the heap of a worker is given twice (as \"" + heap
                    + "\" and in the JVM options " + user.words() + "): leave one of them out");
        }
        return heap;
    }

    /** The first heap is small, and never above the largest. */
    private static String initial(long largest) {
        return "-Xms" + Math.min(INITIAL, Math.max(largest, 1 << 20)) / 1024 + "k";
    }

    /** What options say about the largest heap, in bytes; 0 when they do not say it in bytes. */
    static long largest(List<String> options) {
        long largest = 0;
        for (String word : options) {
            String amount = word.startsWith("-Xmx")
                    ? word.substring(4)
                    : word.startsWith("-XX:MaxHeapSize=") ? word.substring(16) : "";
            largest = amount.isEmpty() ? largest : bytes(amount);
        }
        return largest;
    }

    /** An amount in bytes; -1 when it is none. */
    static long bytes(String amount) {
        Matcher parts = AMOUNT.matcher(amount);
        if (!parts.matches()) {
            return -1;
        }
        int unit = "kmgt".indexOf(parts.group(2).toLowerCase(Locale.ROOT)) + 1;
        long shift = parts.group(2).isEmpty() ? 0 : 10L * unit;
        long number = Long.parseLong(parts.group(1));
        return number > Long.MAX_VALUE >> shift ? Long.MAX_VALUE : number << shift;
    }
}
