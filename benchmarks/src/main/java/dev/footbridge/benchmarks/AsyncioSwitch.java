package dev.footbridge.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;

/** One run of CPython's side: the time of an {@code asyncio.sleep(0)} between coroutines, in a process of its own. */
record AsyncioSwitch(String interpreter, double nanos) {

    private static final String SCRIPT = "/asyncio_switch.py";

    /** Runs the script; it ends by itself after about two seconds. */
    static AsyncioSwitch measure(int coroutines, int yields) throws IOException, InterruptedException {
        Process python = new ProcessBuilder("python3", "-", Integer.toString(coroutines), Integer.toString(yields))
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (InputStream script = Objects.requireNonNull(AsyncioSwitch.class.getResourceAsStream(SCRIPT), SCRIPT);
                OutputStream stdin = python.getOutputStream()) {
            script.transferTo(stdin);
        }
        String printed;
        try (InputStream stdout = python.getInputStream()) {
            printed = new String(stdout.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).strip();
        }
        int exit = python.waitFor();
        int blank = printed.lastIndexOf(' ');
        if (exit != 0 || blank < 0) {
            throw new IOException("asyncio_switch.py ended with " + exit + " and printed '" + printed
                    + "': it needs CPython 3.11 or later");
        }
        return new AsyncioSwitch(printed.substring(0, blank), Double.parseDouble(printed.substring(blank + 1)));
    }

    /** The faster of two runs: other load only ever makes one slower. */
    AsyncioSwitch orFaster(AsyncioSwitch other) {
        return other.nanos < nanos ? other : this;
    }
}
