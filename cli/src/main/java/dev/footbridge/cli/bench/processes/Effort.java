package dev.footbridge.cli.bench.processes;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * How much each parent process does: the same for all contenders.
 *
 * @param items items of a map
 * @param warmCalls calls before those that count
 * @param calls calls of which the median is told
 * @param warmSingles maps with chunk 1 before those that count
 * @param singles maps with chunk 1 of which the median is told
 * @param warmChunks maps with chunk 100 before those that count
 * @param chunks maps with chunk 100 of which the median is told
 * @param warmEchoes large payloads before those that count
 * @param echoes large payloads of which the median is told
 */
record Effort(int items, int warmCalls, int calls, int warmSingles, int singles, int warmChunks, int chunks,
        int warmEchoes, int echoes) {

    static final int WORKERS = 2;
    static final int CHUNK = 100;
    static final int PAYLOAD = 1 << 20;

    static final Effort FULL = new Effort(10_000, 5_000, 3_000, 10, 5, 25, 15, 60, 100);
    static final Effort QUICK = new Effort(1_000, 100, 200, 1, 2, 2, 3, 5, 10);

    /** Whether the JVMs are warm where they are said to be. */
    boolean isWarm() {
        return equals(FULL);
    }

    /** As words for another process. */
    List<String> words() {
        return Stream.of(items, warmCalls, calls, warmSingles, singles, warmChunks, chunks, warmEchoes, echoes)
                .map(String::valueOf).toList();
    }

    /** And back. */
    static Effort of(String... words) {
        int[] n = Arrays.stream(words).mapToInt(Integer::parseInt).toArray();
        return new Effort(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8]);
    }
}
