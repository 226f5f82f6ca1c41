package dev.footbridge.processes.pool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the report says that a JVM writes when it crashes in native code. */
final class CrashReport {

    private static final int HEAD = 40;
    private static final Pattern CAUSE = Pattern.compile("#\\s+(SIG|Internal|EXCEPTION|Out of|fatal|guarantee).*");

    private CrashReport() {}

    /** The cause and the frame; empty if there is no such report. */
    static String summary(Path file) {
        if (!Files.exists(file)) {
            return "";
        }
        List<String> head;
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            head = lines.limit(HEAD).toList();
        } catch (IOException | RuntimeException unreadable) {
            return "(" + file + " cannot be read: " + unreadable.getMessage() + ")";
        }
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < head.size(); i++) {
            String line = head.get(i);
            if (CAUSE.matcher(line).matches()) {
                append(words, line);
            } else if (line.startsWith("# Problematic frame") && i + 1 < head.size()) {
                append(words, head.get(i + 1));
            }
        }
        return words.toString();
    }

    private static void append(StringBuilder words, String line) {
        words.append(words.isEmpty() ? "" : "; ").append(line.substring(1).strip());
    }
}
