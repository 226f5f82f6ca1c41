package dev.footbridge.cli;

import dev.footbridge.cli.input.BadInput;
import dev.footbridge.cli.server.Shutdown;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns every failure into one line on the error stream and an exit code. */
final class ErrorLine implements IParameterExceptionHandler, IExecutionExceptionHandler {

    /** Set by who looks for a defect: shows where a failure came from. */
    private static final String TRACE = "footbridge.trace";

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine at = e.getCommandLine();
        print(at.getErr(), reasonOf(e) + " (see '" + at.getCommandSpec().qualifiedName() + " --help')");
        return ExitCode.USAGE;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine at, ParseResult parsed) {
        if (Shutdown.hasBegun()) {
            // Ctrl-C took the server away under the running calls: their failures are no news.
            return ExitCode.SOFTWARE;
        }
        boolean refused = e instanceof BadInput;
        print(at.getErr(), refused ? e.getMessage() : "this is a defect of the command, please report it: " + e);
        if (Boolean.getBoolean(TRACE)) {
            e.printStackTrace(at.getErr());
        }
        return refused ? ExitCode.USAGE : ExitCode.SOFTWARE;
    }

    private static String reasonOf(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
            String word = unmatched.getUnmatched().getFirst();
            var commands = e.getCommandLine().getSubcommands().keySet();
            if (!commands.isEmpty() && !word.startsWith("-")) {
                return "there is no command '" + word + "': name one of " + String.join(", ", commands);
            }
            return "'" + word + "' is not understood here";
        }
        return String.valueOf(e.getMessage());
    }

    private static void print(PrintWriter err, @Nullable String text) {
        String line = String.join(" ", List.of(String.valueOf(text).split("\\s*\\R\\s*", -1)));
        err.println("footbridge: " + line);
        err.flush();
    }
}
