package dev.footbridge.cli.chaos.deeds;

/** What a job throws that is meant to fail. */
public final class PlannedFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The failure of this job. */
    public PlannedFailure(String job) {
        super(job + " fails, as planned");
    }
}
