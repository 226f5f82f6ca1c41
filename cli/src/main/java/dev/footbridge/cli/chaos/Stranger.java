package dev.footbridge.cli.chaos;

import dev.footbridge.cli.chaos.deeds.Sums;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Somebody who connects to the port of a member, and is none. */
final class Stranger {

    private static final Duration MOST = Duration.ofSeconds(1);
    private static final int MOST_BYTES = 4_000;

    private Stranger() {}

    /** Connects, says something by chance or nothing at all, and goes or stays for a moment. */
    static void call(InetSocketAddress member, Chance chance) {
        try (Socket socket = new Socket()) {
            socket.connect(member, (int) MOST.toMillis());
            socket.getOutputStream().write(words(chance));
            socket.getOutputStream().flush();
            Thread.sleep(chance.upTo((int) MOST.toMillis()));
        } catch (IOException gone) {
            // it, or its patience
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] words(Chance chance) {
        return switch (chance.between(1, 5)) {
            case 1 -> "GET / HTTP/1.1\r\nHost: member\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
            case 2 -> new byte[]{0x16, 3, 1, 0x7f, (byte) 0xff, 1}; // TLS
            case 3 -> new byte[]{'b', 'e', 'l', 'a', 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff}; // the engine's own
            case 4 -> new byte[0];
            default -> Sums.bytes(chance.between(0, MOST_BYTES), chance.rather(1, MOST_BYTES));
        };
    }
}
