package dev.footbridge.guide;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What programs and commands print, and what of it is the same in each run. */
final class Printed {

    private static final Pattern MEASURED = Pattern.compile("\\d+(?:[.,]\\d+)*(?= ?(?:ns|µs|ms|s)\\b)");

    private static final Pattern FRACTION = Pattern.compile("\\d+\\.\\d+");
    private static final Pattern LINE = Pattern
            .compile("(?<=java\\.base/)[\\w.$]+\\([^)]*\\)|(?<=\\.java:)\\d+|(?<=lambda\\$\\w{1,99}\\$)\\d+");

    private Printed() {}

    /** What {@code main} of a class prints, run in this JVM. Programs are run one at a time. */
    static String by(String program) {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(out);
            Class.forName(program).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(program + " failed after it had printed\n" + text(bytes), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new GuideException(program + " cannot be run (" + e + "): name a class of the examples with a main");
        } finally {
            System.setOut(before);
        }
        return text(bytes);
    }

    /** What a command of the shell prints, run in this folder. */
    static String byCommand(Path folder, String command) {
        return byCommand(folder, List.of("sh", "-c", command));
    }

    /** What a program with its arguments prints, run in this folder. */
    static String byCommand(Path folder, List<String> command) {
        try {
            Process process = new ProcessBuilder(command).directory(folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (code != 0) {
                throw new GuideException(command + " ended with exit code " + code + " and printed\n" + printed);
            }
            return printed.stripTrailing().indent(0);
        } catch (IOException e) {
            throw new GuideException(command + " cannot be run: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GuideException(command + " was interrupted");
        }
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).stripTrailing().indent(0);
    }

    /** The same text for two runs that differ only in measured figures, with or without a unit. */
    static String rough(String printed) {
        return steady(FRACTION.matcher(printed).replaceAll("#"));
    }

    /**
     * The same text for two runs that differ only in how long things took, in how wide columns are for that, and in the
     * lines of traces.
     */
    static String steady(String printed) {
        String places = LINE.matcher(printed).replaceAll("#");
        return MEASURED.matcher(places).replaceAll("#").replaceAll(" +", " ").replaceAll("-{2,}", "--");
    }
}
