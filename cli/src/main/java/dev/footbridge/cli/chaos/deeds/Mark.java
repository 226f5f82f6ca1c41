package dev.footbridge.cli.chaos.deeds;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What a job leaves on disk whenever it begins, before all else. It outlives the worker, so that a job which runs twice is
 * found even when the first worker died over it.
 *
 * @param file where the marks are
 * @param kind what kind of job it is
 * @param number its number
 * @param part which of its parts, if it has several; each is marked by itself
 * @param allowed how often it may run
 * @param pid the process that it ran in; zero if it has not run
 */
public record Mark(String file, String kind, long number, int part, int allowed, long pid) implements Serializable {

    private static final long serialVersionUID = 1;
    private static final String GAP = " ";
    private static final int FIELDS = 5;

    /** The mark of a job that may run once. */
    public static Mark of(Path file, String kind, long number) {
        return new Mark(file.toString(), kind, number, 0, 1, 0);
    }

    /** The mark of one of its parts. */
    public Mark ofPart(int one) {
        return new Mark(file, kind, number, one, allowed, pid);
    }

    /** The same of a job that may be begun again so many times. */
    public Mark withRetries(int retries) {
        return new Mark(file, kind, number, part, allowed + retries, pid);
    }

    /** Which job, and which part of it. */
    public String job() {
        return kind + " job " + number + (part == 0 ? "" : "/" + part);
    }

    /** Leaves it, for this process. */
    public void make() throws IOException {
        leave(ProcessHandle.current().pid());
    }

    /** Leaves it for a process: in one write to the end of the file, which other processes write to as well. */
    public void leave(long process) throws IOException {
        String line = String.join(GAP, kind, String.valueOf(number), String.valueOf(part), String.valueOf(allowed),
                String.valueOf(process)) + "\n";
        // Not a channel: an interrupt would close it.
        try (OutputStream out = new FileOutputStream(file, true)) {
            out.write(line.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Shows the marks that were left in a file, in their order. */
    public static void read(Path file, Consumer<Mark> reader) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        try (Stream<String> lines = Files.lines(file)) {
            lines.flatMap(line -> parse(file, line)).forEach(reader);
        }
    }

    private static Stream<Mark> parse(Path file, String line) {
        String[] words = line.split(GAP, -1);
        return words.length != FIELDS
                ? Stream.empty()
                : Stream.of(new Mark(file.toString(), words[0], Long.parseLong(words[1]), Integer.parseInt(words[2]),
                        Integer.parseInt(words[3]), Long.parseLong(words[4])));
    }
}
