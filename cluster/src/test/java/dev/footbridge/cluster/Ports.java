package dev.footbridge.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports of this host for the members of a test: free, and below those that the system gives to connections of its own. */
final class Ports {

    /** So many in a row belong to one test. */
    static final int IN_A_ROW = 10;

    private static final int LOWEST = 10_000;
    private static final int ROWS = 2_200;
    /** Far from that of the next process. */
    private static int row = (int) (ProcessHandle.current().pid() * 7_919 % ROWS);

    private Ports() {}

    /** The first of some that are free. */
    static synchronized int next() {
        for (int tried = 0; tried < ROWS; tried++) {
            row = (row + 1) % ROWS;
            int first = LOWEST + row * IN_A_ROW;
            if (areFree(first)) {
                return first;
            }
        }
        throw new IllegalStateException("no " + IN_A_ROW + " ports in a row are free");
    }

    private static boolean areFree(int first) {
        for (int port = first; port < first + IN_A_ROW; port++) {
            try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                // nobody has it
            } catch (IOException taken) {
                return false;
            }
        }
        return true;
    }
}
