package dev.footbridge.cli.cluster;

import dev.footbridge.cli.jvm.OwnJava;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Members in JVMs like this one, on this host. */
public final class OwnJvm {

    private static final int FIRST_PORT = 20_000;
    private static final int LAST_PORT = 30_000;

    private OwnJvm() {}

    /** A command that starts a JVM like this one, with these options, whose main class is this one. */
    public static List<String> command(List<String> options, Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(OwnJava.program());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return command;
    }

    /** A port of this host that is free now, and is not among those that the system gives out by itself. */
    public static int freePort() {
        SplittableRandom random = new SplittableRandom();
        for (;;) {
            int port = random.nextInt(FIRST_PORT, LAST_PORT);
            try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return port;
            } catch (IOException taken) {
                // another one
            }
        }
    }
}
