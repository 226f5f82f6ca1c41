package dev.footbridge.stream;

import dev.footbridge.sync.AsyncSemaphore;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The lines of one text, for all runs of the streams over it, which are served one after another. */
final class Lines implements Source<String> {

    private static final AtomicReference<@Nullable StandardInput> STANDARD_INPUT = new AtomicReference<>();

    private final AsyncSemaphore turn = AsyncSemaphore.of(1);
    private final Pump<String> pump;

    private Lines(Reader text) {
        BufferedReader reader = text instanceof BufferedReader buffered ? buffered : new BufferedReader(text);
        this.pump = new Pump<>("footbridge-lines", reader::readLine);
    }

    static AsyncStream<String> of(Reader text) {
        return AsyncStream.from(new Lines(text));
    }

    static AsyncStream<String> of(InputStream text, Charset charset) {
        return of(new InputStreamReader(text, Objects.requireNonNull(charset, "the charset is null: name one")));
    }

    /** The standard input as it is now: whoever has replaced it wants the other one read. */
    static AsyncStream<String> ofStandardInput() {
        InputStream now = System.in;
        StandardInput known = STANDARD_INPUT.get();
        if (known == null || known.stream() != now) {
            String charset = System.getProperty("stdin.encoding", Charset.defaultCharset().name());
            StandardInput opened = new StandardInput(now,
                    new Lines(new InputStreamReader(now, Charset.forName(charset))));
            known = STANDARD_INPUT.compareAndSet(known, opened) ? opened : Objects.requireNonNull(STANDARD_INPUT.get());
        }
        return AsyncStream.from(known.lines());
    }

    private record StandardInput(InputStream stream, Lines lines) {}

    @Override
    public void run(Sink<? super String> out) throws Exception {
        for (String line = next(); line != null; line = next()) {
            out.accept(line);
        }
    }

    private @Nullable String next() throws Exception {
        turn.acquire();
        try {
            return pump.next();
        } finally {
            turn.release();
        }
    }
}
