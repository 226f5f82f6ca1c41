package dev.footbridge.spring.testing;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What is logged meanwhile, by anybody. */
public final class Log implements AutoCloseable {

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> events = new ListAppender<>();

    public Log() {
        events.start();
        root.addAppender(events);
    }

    /** Those that speak of it, be it in the message or in a trace. */
    public List<String> with(String part) {
        return List.copyOf(events.list).stream().map(Log::text).filter(text -> text.contains(part)).toList();
    }

    private static String text(ILoggingEvent event) {
        StringBuilder text = new StringBuilder(event.getLoggerName() + ": " + event.getFormattedMessage());
        for (IThrowableProxy at = event.getThrowableProxy(); at != null; at = at.getCause()) {
            text.append(" | ").append(at.getClassName()).append(": ").append(at.getMessage());
        }
        return text.toString();
    }

    @Override
    public void close() {
        root.detachAppender(events);
    }
}
