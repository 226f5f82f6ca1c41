package dev.footbridge.cli.bench.report;

import java.util.List;

/**
 * A question in words, for people.
 *
 * @param question its name
 * @param title what it is about
 * @param words what a score is
 */
record Heading(String question, String title, String words) {

    private static final List<Heading> ALL = List.of(
            new Heading("bridge", "Bridge", "From blocking code to a job that does nothing, and back with its value."),
            new Heading("switching", "Switch", "From one coroutine to the next."),
            new Heading("gather", "Spawn and gather", "Starting many jobs and waiting for all, for each job."),
            new Heading("queue", "Queue", "An item on its way from one end of a queue to the other."),
            new Heading("generator", "Generator", "An item on its way from asynchronous code to a for loop."),
            new Heading("lock", "Lock", "Taking a lock and giving it back."),
            new Heading("timers", "Timers", "Many sleeps at once: how long, how much processor time, how late."),
            new Heading("fanout", "Fan-out", "Many blocking calls at once."),
            new Heading("memory", "Memory", "The heap that a coroutine takes while it waits."),
            new Heading("http", "HTTP", "The processor time of a call, of many made at once from blocking code."),
            new Heading("processes", "Process pools", "Footbridge's pool beside CPython's, medians of the rounds."),
            new Heading("hosts", "Clusters", "A cluster beside the engine that carries it, medians of the rounds."));

    /** That of a question; of one that is not known here, its name. */
    static Heading of(String question) {
        return ALL.stream().filter(each -> each.question.equals(question)).findFirst()
                .orElse(new Heading(question, question, ""));
    }

    /** Where a question stands among the others; those that are not known here come last. */
    static int place(String question) {
        int place = ALL.indexOf(of(question));
        return place < 0 ? ALL.size() : place;
    }
}
