package dev.footbridge.stream;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A text that somebody types: a read of it blocks, deaf to interrupts, until there is more or the end. */
final class TypedText extends InputStream {

    private static final int END = -1;
    private static final int BROKEN = -2;

    private final LinkedBlockingQueue<Integer> typed = new LinkedBlockingQueue<>();
    private final AtomicInteger blocked = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();

    /** Adds these characters. */
    void type(String text) {
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            typed.add(each & 0xff);
        }
    }

    /** Ends the text here, for the time being: a further read goes on with what is typed after that. */
    void end() {
        typed.add(END);
    }

    /** Makes the read that comes to this point fail. */
    void fail() {
        typed.add(BROKEN);
    }

    /** How many reads have found nothing and begun to wait. */
    int blocked() {
        return blocked.get();
    }

    /** How often it was closed. */
    int closed() {
        return closed.get();
    }

    @Override
    public int read() throws IOException {
        Integer next = typed.poll();
        if (next == null) {
            blocked.incrementAndGet();
            next = takeUninterruptibly();
        }
        if (next == BROKEN) {
            throw new IOException("broken pipe");
        }
        return next;
    }

    /** One character at a time, as a terminal may. */
    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int next = read();
        if (next == END) {
            return END;
        }
        into[offset] = (byte) next;
        return 1;
    }

    private int takeUninterruptibly() {
        boolean interrupted = false;
        for (;;) {
            try {
                int next = typed.take();
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
                return next;
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
    }

    @Override
    public void close() {
        closed.incrementAndGet();
    }
}
