package dev.footbridge.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What Footbridge logs, kept from the console until this is closed. */
public final class CapturedLog extends Handler implements AutoCloseable {

    private final Logger logger = Logger.getLogger("dev.footbridge");
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();

    private CapturedLog() {}

    /** Begins to capture. */
    public static CapturedLog open() {
        CapturedLog log = new CapturedLog();
        log.logger.setUseParentHandlers(false);
        log.logger.addHandler(log);
        return log;
    }

    /** What was thrown, record by record. */
    public List<Throwable> thrown() {
        return records.stream().map(LogRecord::getThrown).toList();
    }

    /** What was said, record by record. */
    public List<String> messages() {
        return records.stream().map(LogRecord::getMessage).toList();
    }

    @Override
    public void publish(LogRecord record) {
        records.add(record);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setUseParentHandlers(true);
    }
}
