package dev.footbridge.processes.pool;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

/** The last that a worker wrote to one of its streams. Any thread. */
final class Tail {

    private static final int KEPT = 8 << 10;
    private static final int LINES = 5;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\t]]", Pattern.UNICODE_CHARACTER_CLASS);

    private final ReentrantLock lock = new ReentrantLock();
    private final byte[] ring = new byte[KEPT];
    private long count;

    void add(byte[] bytes, int length) {
        lock.lock();
        try {
            for (int i = Math.max(0, length - KEPT); i < length; i++) {
                ring[(int) (count++ % KEPT)] = bytes[i];
            }
        } finally {
            lock.unlock();
        }
    }

    /** All that is kept. */
    String text() {
        lock.lock();
        try {
            int length = (int) Math.min(count, KEPT);
            byte[] kept = new byte[length];
            for (int i = 0; i < length; i++) {
                kept[i] = ring[(int) ((count - length + i) % KEPT)];
            }
            return new String(kept, StandardCharsets.UTF_8).strip();
        } finally {
            lock.unlock();
        }
    }

    /** The last lines of it, for a message: a worker may have written what terminals take for commands. */
    String lastLines() {
        List<String> lines = text().lines().map(line -> CONTROL.matcher(line).replaceAll("\uFFFD")).toList();
        return String.join("\n    ", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
    }
}
