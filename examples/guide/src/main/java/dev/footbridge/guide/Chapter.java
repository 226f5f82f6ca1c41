package dev.footbridge.guide;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A document in Markdown and its fenced blocks. A comment on the line before a block says where that is from.
 *
 * @param path where it is
 * @param lines its text
 * @param blocks its blocks, in order
 */
record Chapter(String path, List<String> lines, List<Block> blocks) {

    private static final Pattern ORIGIN = Pattern.compile("<!-- (code|output|command): (.+) -->");
    private static final Pattern FENCE = Pattern.compile("```(\\S*).*");

    /** What a block's origin is: a region of a file, what a program prints, what a command of the shell prints. */
    enum Kind {
        /** Nothing says where the block is from. */
        NONE,
        /** A region of a file. */
        CODE,
        /** What a program of the examples prints. */
        OUTPUT,
        /** What a command prints. */
        COMMAND
    }

    /**
     * A fenced block.
     *
     * @param line the number of its first line in the chapter, from 1
     * @param language what follows the fence
     * @param kind where it is from
     * @param origin the region, program or command; empty if there is none
     * @param text what is inside, each line with its line end
     */
    record Block(int line, String language, Kind kind, String origin, String text) {}

    static Chapter of(String path, String text) {
        List<String> lines = text.lines().toList();
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher fence = FENCE.matcher(lines.get(i));
            if (!fence.matches()) {
                continue;
            }
            int end = i + 1;
            while (end < lines.size() && !lines.get(end).equals("```")) {
                end++;
            }
            if (end == lines.size()) {
                throw new GuideException(path + ":" + (i + 1) + " opens a block that nothing closes: add ```");
            }
            Matcher origin = ORIGIN.matcher(i == 0 ? "" : lines.get(i - 1));
            Kind kind = origin.matches() ? Kind.valueOf(origin.group(1).toUpperCase(Locale.ROOT)) : Kind.NONE;
            blocks.add(new Block(i + 2, fence.group(1), kind, kind == Kind.NONE ? "" : origin.group(2).strip(),
                    String.join("\n", lines.subList(i + 1, end)).indent(0)));
            i = end;
        }
        return new Chapter(path, lines, List.copyOf(blocks));
    }

    /** The chapter's text with other text inside its blocks of these kinds. */
    String with(Set<Kind> kinds, Function<Block, String> text) {
        StringBuilder all = new StringBuilder();
        int next = 0;
        for (Block block : blocks) {
            int first = block.line() - 1;
            append(all, next, first);
            next = first + (int) block.text().lines().count();
            all.append(kinds.contains(block.kind()) ? text.apply(block) : block.text());
        }
        append(all, next, lines.size());
        return all.toString();
    }

    private void append(StringBuilder all, int from, int to) {
        lines.subList(from, to).forEach(line -> all.append(line).append('\n'));
    }
}
