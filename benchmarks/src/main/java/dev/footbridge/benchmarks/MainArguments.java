package dev.footbridge.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a main of this module is told: {@code [--quick] FILE.json}.
 *
 * @param quick whether to show only that it works
 * @param file where the figures go
 */
public record MainArguments(boolean quick, Path file) {

    private static final String QUICK = "--quick";

    /**
     * Reads them.
     *
     * @param args as {@code main} has them
     */
    public static MainArguments of(String... args) {
        List<String> rest = new ArrayList<>(Arrays.asList(args));
        boolean quick = rest.remove(QUICK);
        if (rest.size() != 1 || rest.getFirst().startsWith("-")) {
            throw new IllegalArgumentException(
                    "the arguments must be [--quick] FILE.json, not '" + String.join(" ", args)
                            + "': name the file for the figures");
        }
        return new MainArguments(quick, Path.of(rest.getFirst()));
    }

    /**
     * One of two settings.
     *
     * @param full for a run that counts
     * @param quick for one that shows only that it works
     */
    public int choose(int full, int quick) {
        return this.quick ? quick : full;
    }
}
