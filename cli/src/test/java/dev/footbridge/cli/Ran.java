package dev.footbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;

/** One run of the command line, and what it left. */
public record Ran(int code, String out, String err) {

    /** Runs the command line in this process. */
    public static Ran with(Object... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] words = Arrays.stream(args).map(String::valueOf).toArray(String[]::new);
        int code = Main.run(new PrintWriter(out), new PrintWriter(err), words);
        return new Ran(code, out.toString(), err.toString());
    }

    /** Asserts that the command did its work without a word on the error stream. */
    public Ran isFine() {
        assertThat(err).isEmpty();
        assertThat(code).isZero();
        return this;
    }

    /** Asserts that the command was refused with one line that contains all of this. */
    public void isRefusedWith(String... parts) {
        List<String> lines = err.lines().toList();
        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst()).startsWith("footbridge: ").contains(parts);
        assertThat(code).isEqualTo(2);
    }
}
