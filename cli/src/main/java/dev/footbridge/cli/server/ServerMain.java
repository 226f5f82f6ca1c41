package dev.footbridge.cli.server;

import java.io.IOException;
import java.io.InputStream;

/**
 * The loopback server as a process of its own.
 *
 * <p>It prints {@code port N} and lives until its standard input ends, so it never outlives the process that started
 * it, however that one ended.
 */
public final class ServerMain {

    private ServerMain() {}

    /** Serves until standard input ends. */
    public static void main(String[] args) throws Exception {
        LoopbackServer server = LoopbackServer.open();
        System.out.println("port " + server.port());
        System.out.flush();
        waitForEndOf(System.in);
        // Connections still open are of no use to anybody: do not wait for them.
        Runtime.getRuntime().halt(0);
    }

    private static void waitForEndOf(InputStream life) throws IOException {
        byte[] ignored = new byte[256];
        int read;
        do {
            read = life.read(ignored);
        } while (read >= 0);
    }
}
