package dev.footbridge.cli.chaos;

import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.cli.chaos.Ledger.Given;
import dev.footbridge.cli.chaos.deeds.Mark;
import dev.footbridge.loop.EventLoop;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Who gives jobs to the crew: threads of both kinds, and coroutines of an event loop, each one burst after another. */
final class Callers implements AutoCloseable {

    private static final int THREADS = 5;
    private static final int VIRTUAL = 5;
    private static final int COROUTINES = 6;
    private static final int LARGEST_BURST = 1_000;
    private static final Duration GLANCE = Duration.ofMillis(10);

    private final Crew crew;
    private final Ledger ledger;
    private final Path marks;
    private final List<Kind> kinds;
    private final AtomicLong numbers = new AtomicLong();
    /** Each kind once first, so that also a short run has them all. */
    private final Queue<Kind> first;
    private final EventLoop loop = EventLoop.open(o -> o.withName("chaos"));
    private final List<Thread> threads = new ArrayList<>();
    private final List<Task<?>> coroutines = new ArrayList<>();

    Callers(Crew crew, Ledger ledger, Path marks, List<Kind> kinds) {
        this.crew = crew;
        this.ledger = ledger;
        this.marks = marks;
        this.kinds = kinds;
        this.first = new ConcurrentLinkedQueue<>(kinds);
    }

    /** They begin, and go on as long as this says so. */
    void start(long seed, BooleanSupplier goOn) {
        threads.clear();
        coroutines.clear();
        long own = seed;
        for (int i = 0; i < THREADS; i++) {
            Chance chance = new Chance(own++);
            threads.add(Thread.ofPlatform().daemon().name("chaos-caller-" + i).start(() -> call(chance, goOn)));
        }
        for (int i = 0; i < VIRTUAL; i++) {
            Chance chance = new Chance(own++);
            threads.add(Thread.ofVirtual().name("chaos-caller-virtual-" + i).start(() -> call(chance, goOn)));
        }
        for (int i = 0; i < COROUTINES; i++) {
            Chance chance = new Chance(own++);
            coroutines.add(loop.start(() -> {
                call(chance, goOn);
                return true;
            }));
        }
    }

    /** Waits until all have got what they asked for; false if nobody has got anything for so long. */
    boolean await(Duration patience) {
        long settled = ledger.settled();
        long since = System.nanoTime();
        while (isBusy() && System.nanoTime() - since < patience.toNanos()) {
            LockSupport.parkNanos(GLANCE.toNanos());
            if (ledger.settled() != settled) {
                settled = ledger.settled();
                since = System.nanoTime();
            }
        }
        return !isBusy();
    }

    /** Whether some have not got all yet that they asked for. */
    boolean isBusy() {
        return threads.stream().anyMatch(Thread::isAlive) || !coroutines.stream().allMatch(Task::isDone);
    }

    private void call(Chance chance, BooleanSupplier goOn) {
        while (goOn.getAsBoolean()) {
            List<Burst> burst = new ArrayList<>();
            for (int i = chance.rather(1, LARGEST_BURST); i > 0; i--) {
                begin(chance, burst);
            }
            for (Burst one : burst) {
                one.outcome = one.attempt.outcome();
                ledger.settled(one.job, one.outcome);
            }
            burst.forEach(one -> ledger.lookedAgain(one.job, one.outcome, one.again()));
        }
    }

    private void begin(Chance chance, List<Burst> burst) {
        Kind next = first.poll();
        Kind kind = next != null ? next : chance.pick(kinds, Kind::weight);
        long number = numbers.incrementAndGet();
        Assignment assignment = kind.draw().draw(Mark.of(marks, kind.name(), number), chance);
        Given job = new Given(number, kind.name(), assignment.expected());
        try {
            Attempt attempt = assignment.begin().apply(crew);
            ledger.began(job, attempt);
            burst.add(new Burst(job, attempt));
        } catch (RuntimeException refused) {
            ledger.refused(job, refused);
        }
    }

    /** A job of a burst, and how it settled once that is known. */
    private static final class Burst {

        private final Given job;
        private final Attempt attempt;
        private Outcome<?> outcome = new Outcome.Cancelled<>("not known");

        Burst(Given job, Attempt attempt) {
            this.job = job;
            this.attempt = attempt;
        }

        Outcome<?> again() {
            return attempt.isRepeatable() ? attempt.outcome() : outcome;
        }
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        loop.abort();
    }
}
