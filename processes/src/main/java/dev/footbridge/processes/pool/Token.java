package dev.footbridge.processes.pool;

import dev.footbridge.processes.wire.Control;
import java.security.SecureRandom;

/** The secrets by which workers are known when they connect. */
final class Token {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Token() {}

    static byte[] next() {
        byte[] token = new byte[Control.TOKEN];
        RANDOM.nextBytes(token);
        return token;
    }
}
