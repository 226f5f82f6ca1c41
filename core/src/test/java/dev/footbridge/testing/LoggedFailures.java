package dev.footbridge.testing;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Keeps what is logged to {@code dev.footbridge} while it is open, instead of printing it. */
public final class LoggedFailures implements AutoCloseable {

    private final Logger logger = Logger.getLogger("dev.footbridge");
    private final boolean printed = logger.getUseParentHandlers();
    private final ConcurrentLinkedQueue<LogRecord> records = new ConcurrentLinkedQueue<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord logged) {
            records.add(logged);
        }

        @Override
        public void flush() {
            // Nothing is held back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };

    /** Begins to listen. */
    public LoggedFailures() {
        logger.setUseParentHandlers(false);
        logger.addHandler(handler);
    }

    /** The exceptions that were logged, in order. */
    public List<Throwable> failures() {
        return records.stream().map(LogRecord::getThrown).toList();
    }

    /** The messages that were logged, in order. */
    public List<String> messages() {
        return records.stream().map(LogRecord::getMessage).toList();
    }

    @Override
    public void close() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(printed);
    }
}
