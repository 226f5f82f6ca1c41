package dev.footbridge.cli.chaos;

import dev.footbridge.cli.chaos.Expectation.Verdict;
import dev.footbridge.cli.chaos.Ledger.Suspect;
import dev.footbridge.cli.longrun.EarlyEnd;
import dev.footbridge.cli.longrun.Heap;
import dev.footbridge.cli.output.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Has jobs run while havoc is wreaked on their workers, and looks what is left in the end. */
final class ChaosRun {

    /** Of the whole, for what is allocated once: then heap and descriptors are looked at for the first time. */
    private static final int WARM_UP = 5;
    /** Of the whole, or at most so long, jobs go on while nobody strikes any more: they must be done again. */
    private static final int CALM = 5;
    private static final Duration LONGEST_CALM = Duration.ofSeconds(10);
    private static final int RECOVERED = 100;
    private static final Duration LONGEST_WARM_UP = Duration.ofSeconds(30);
    private static final Duration GLANCE = Duration.ofMillis(20);
    private static final Duration STEP = Duration.ofSeconds(1);
    private static final Duration SETTLING = Duration.ofSeconds(15);
    private static final int MOST_WORKERS = 4;
    private static final int PAUSE_BETWEEN_SIZES = 4_000;
    private static final int SEEDS_OF_A_DRIVE = 1_000;

    private final ChaosSettings settings;
    private final ChaosReport report;
    private final EarlyEnd early;
    private final Ledger ledger;
    private final Victims victims = Victims.unborn();
    private final long begun = System.nanoTime();
    private volatile boolean hangs;
    private volatile double recoverySeconds;
    private long nextSeed;

    ChaosRun(ChaosSettings settings, ChaosReport report, EarlyEnd early) {
        this.settings = settings;
        this.report = report;
        this.early = early;
        this.ledger = new Ledger(early::isWanted);
        this.nextSeed = settings.seed() * SEEDS_OF_A_DRIVE;
    }

    ChaosResult run() {
        report.begin();
        try (Scratch scratch = Scratch.make();
                Progress progress = Progress.of("chaos", settings.length().toSeconds())) {
            return run(scratch.file("marks"), progress);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ChaosResult run(Path marks, Progress progress) throws IOException {
        Crew crew = settings.crew().open(victims.tag());
        Havoc havoc = new Havoc(victims, marks, new Chance(nextSeed++), settings.blows());
        Quiet before;
        Quiet after;
        List<String> unsettled;
        HostFigures hosts;
        try (Callers callers = new Callers(crew, ledger, marks, settings.kinds())) {
            Duration warmUp = least(settings.length().dividedBy(WARM_UP), LONGEST_WARM_UP);
            drive(crew, callers, havoc, warmUp, progress);
            before = quiet(crew);
            drive(crew, callers, havoc, settings.length().minus(warmUp), progress);
            after = settled(crew, before);
            waitForOrphans(marks, crew);
            unsettled = ledger.close();
            hosts = crew.hosts();
            if (hangs) {
                report.hangs(crew.describe());
                crew.abort();
            }
        } finally {
            crew.close();
        }
        List<ProcessHandle> left = victims.left(settings.patience());
        ChaosResult result = judge(marks, havoc, before, after, unsettled, left, hosts);
        left.forEach(ProcessHandle::destroyForcibly);
        return result;
    }

    private record Quiet(long descriptors, long heap) {}

    /** Looks what is in use while nothing runs. */
    private Quiet quiet(Crew crew) {
        waitWhile(() -> !crew.isAtRest(), settings.patience());
        return new Quiet(Descriptors.open(), Heap.used());
    }

    /** What was on its way to lost members is kept for some seconds. */
    private Quiet settled(Crew crew, Quiet before) {
        Quiet now = quiet(crew);
        long end = System.nanoTime() + SETTLING.toNanos();
        while (crew.hosts() != null && now.heap() > before.heap() + Heap.TOLERANCE && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(STEP.toNanos());
            now = new Quiet(Descriptors.open(), Heap.used());
        }
        return now;
    }

    /** Jobs of submitters that died take a moment to end. */
    private void waitForOrphans(Path marks, Crew crew) throws IOException {
        long end = System.nanoTime() + settings.patience().toNanos();
        while (crew.hosts() != null && !early.isWanted() && System.nanoTime() - end < 0
                && !Evidence.read(marks, settings.kinds(), List.of()).orphans().isEmpty()) {
            LockSupport.parkNanos(STEP.toNanos());
        }
    }

    private void drive(Crew crew, Callers callers, Havoc havoc, Duration length, Progress progress) {
        if (hangs) {
            return;
        }
        long until = System.nanoTime() + length.toNanos();
        BooleanSupplier goOn = () -> System.nanoTime() - until < 0 && !early.isWanted();
        long calm = until - least(length.dividedBy(CALM), LONGEST_CALM).toNanos();
        callers.start(nextSeed, goOn);
        Thread wrecker = Thread.ofPlatform().daemon().name("chaos-havoc").start(() -> {
            wreak(havoc, () -> System.nanoTime() - calm < 0 && !early.isWanted());
            recover(callers);
        });
        Chance sizes = new Chance(nextSeed + SEEDS_OF_A_DRIVE - 1);
        nextSeed += SEEDS_OF_A_DRIVE;
        long nextSize = System.nanoTime();
        long nextStep = nextSize + STEP.toNanos();
        while (goOn.getAsBoolean()) {
            LockSupport.parkNanos(GLANCE.toNanos());
            if (System.nanoTime() - nextStep >= 0) {
                nextStep += STEP.toNanos();
                progress.step(ledger.jobs() + " jobs, " + havoc.kills() + " kills");
            }
            if (System.nanoTime() - nextSize >= 0) {
                nextSize += Duration.ofMillis(sizes.between(1, PAUSE_BETWEEN_SIZES)).toNanos();
                crew.resize(sizes.between(1, MOST_WORKERS));
            }
        }
        hangs = !callers.await(settings.patience());
        waitWhile(wrecker::isAlive, settings.patience());
    }

    /** Nobody strikes any more: how long it takes until jobs are done again, or none are left to be done. */
    private void recover(Callers callers) {
        long begin = System.nanoTime();
        long before = ledger.of(Verdict.DONE);
        waitWhile(() -> ledger.of(Verdict.DONE) < before + RECOVERED && callers.isBusy() && !hangs,
                settings.patience());
        recoverySeconds = Math.max(recoverySeconds, Math.round((System.nanoTime() - begin) / 1e6) / 1e3);
    }

    private static void wreak(Havoc havoc, BooleanSupplier goOn) {
        try {
            havoc.wreak(goOn);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void waitWhile(BooleanSupplier holds, Duration most) {
        long end = System.nanoTime() + most.toNanos();
        while (holds.getAsBoolean() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(GLANCE.toNanos());
        }
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private ChaosResult judge(Path marks, Havoc havoc, Quiet before, Quiet after, List<String> unsettled,
            List<ProcessHandle> left, @Nullable HostFigures hosts) throws IOException {
        Evidence evidence = Evidence.read(marks, settings.kinds(), ledger.suspects());
        // Ctrl-C goes to the workers, too.
        List<Suspect> withoutCause = early.isWanted() ? List.of() : evidence.withoutCause();
        List<String> orphans = hosts == null || early.isWanted() ? List.of() : evidence.orphans();
        long crashed = ledger.of(Verdict.CRASHED);
        long timedOut = ledger.of(Verdict.TIMED_OUT);
        long cancelled = ledger.of(Verdict.CANCELLED);
        ChaosResult result = new ChaosResult(ledger.jobs(), ledger.of(Verdict.DONE),
                crashed + timedOut + cancelled - withoutCause.size(), ledger.of(Verdict.WRONG) + withoutCause.size(),
                evidence.twice().size(), unsettled.size(), havoc.kills(), left.size(), havoc.stops(), havoc.garbage(),
                before.descriptors(), after.descriptors(), before.heap(), after.heap(), settings.seed(),
                Math.round((System.nanoTime() - begun) / 1e6) / 1e3, recoverySeconds,
                hosts == null ? null : hosts.withOrphans(orphans.size()));
        report.examples("failed", ledger.wrong());
        report.examples("failed without a cause",
                withoutCause.stream().map(suspect -> suspect.job() + ": " + suspect.message()).toList());
        report.examples("ran twice", evidence.twice());
        report.examples("unsettled", unsettled);
        report.examples("goes on for nobody", orphans);
        report.examples("left", left.stream().map(process -> "process " + process.pid()).toList());
        report.end(result, crashed, timedOut, cancelled);
        return result;
    }
}
