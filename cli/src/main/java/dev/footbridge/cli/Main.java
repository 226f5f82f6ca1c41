package dev.footbridge.cli;

import dev.footbridge.cli.server.Shutdown;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * The entry of the {@code footbridge} command.
 *
 * <p>Exit codes: 0 when the command did its work, 2 for bad input (one line on the error stream says what), 1 for a
 * defect of the command itself, 130 after Ctrl-C, 143 after SIGTERM: also when a worker drained as it was told to.
 */
public final class Main {

    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        Shutdown.watch();
        // No window is ever opened; charts are drawn without a display.
        System.setProperty("java.awt.headless", "true");
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, err, args));
    }

    /** Runs one command with its output going to the given writers, and returns its exit code. */
    public static int run(PrintWriter out, PrintWriter err, String... args) {
        int code = FootbridgeCommand.line().setOut(out).setErr(err).execute(args);
        out.flush();
        err.flush();
        return code;
    }
}
