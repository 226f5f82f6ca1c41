package dev.footbridge.api;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A snippet in the documentation of a source file.
 *
 * @param file the file
 * @param line the line that the snippet's first one is on, from 1
 * @param header what stands between its name and its text, such as {@code lang=shell}
 * @param lines its text
 */
record Snippet(Path file, int line, String header, List<String> lines) {

    private static final Pattern BEGIN = Pattern.compile("\\{@snippet\\b([^:}]*)[:}]");
    private static final Pattern PAGE = Pattern.compile("dev/footbridge/.*(?=\\.java$)");

    /** All of that file, in order. */
    static List<Snippet> of(Path file, String source) {
        List<Snippet> all = new ArrayList<>();
        Matcher begin = BEGIN.matcher(source);
        while (begin.find()) {
            int end = end(source, begin.start());
            String text = source.substring(begin.end(), Math.max(begin.end(), end));
            List<String> lines = text.lines().skip(1).map(line -> line.replaceFirst("^\\s*\\* ?", "")).toList();
            int line = 2 + (int) source.substring(0, begin.end()).chars().filter(c -> c == '\n').count();
            all.add(new Snippet(file, line, begin.group(1).strip(), lines));
        }
        return all;
    }

    /** Where the brace that begins there is closed. */
    private static int end(String source, int begin) {
        int depth = 0;
        for (int at = begin; at < source.length(); at++) {
            depth += source.charAt(at) == '{' ? 1 : source.charAt(at) == '}' ? -1 : 0;
            if (depth == 0) {
                return at;
            }
        }
        throw new IllegalArgumentException("a snippet is not closed: " + source.substring(begin).lines().findFirst());
    }

    /** Whether it is for a compiler; others say what they are in. */
    boolean isJava() {
        return !header.contains("lang=") || header.contains("lang=java");
    }

    /** What it documents: {@code dev/footbridge/sync/Select}, {@code dev/footbridge/guava/package-info}. */
    String page() {
        Matcher page = PAGE.matcher(file.toString().replace('\\', '/'));
        if (!page.find()) {
            throw new IllegalArgumentException(file + " is in no package of dev.footbridge");
        }
        return page.group();
    }
}
