package dev.footbridge.testing;

import dev.footbridge.FailureHandler;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A failure handler that keeps what it is told. */
public final class ReportedFailures implements FailureHandler {

    private final ConcurrentLinkedQueue<Report> reports = new ConcurrentLinkedQueue<>();

    /** What was told once. */
    public record Report(String task, Throwable failure) {}

    @Override
    public void unhandled(String task, Throwable failure) {
        reports.add(new Report(task, failure));
    }

    /** All that was told, in order. */
    public List<Report> all() {
        return List.copyOf(reports);
    }

    /** The failures that were told, in order. */
    public List<Throwable> failures() {
        return reports.stream().map(Report::failure).toList();
    }
}
