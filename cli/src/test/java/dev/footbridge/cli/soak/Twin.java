package dev.footbridge.cli.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.cli.soak.kinds.Kind;
import dev.footbridge.cli.soak.stage.Stage;
import dev.footbridge.cli.soak.stage.Violations;
import dev.footbridge.cli.soak.subject.Subject;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Runs programs of one kind on something broken, until that is found. */
final class Twin {

    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration GLANCE = Duration.ofMillis(2);

    private Twin() {}

    /** The kind of this name. */
    static List<Kind> kinds(String name) {
        return Kind.ALL.stream().filter(kind -> kind.name().equals(name)).toList();
    }

    /** Asserts that programs of this kind find something that is said in these words. */
    static void assertFound(String kind, Subject broken, String words) {
        AtomicBoolean found = new AtomicBoolean();
        Violations violations = new Violations(what -> found.compareAndSet(false, what.contains(words)));
        Stage stage = new Stage(broken, violations);
        drive(stage, violations, kinds(kind), broken, found);
        if (!found.get()) {
            stage.settle(PATIENCE);
            stage.close();
        }
        assertThat(violations.all()).anyMatch(what -> what.contains(words));
    }

    private static void drive(Stage stage, Violations violations, List<Kind> kinds, Subject broken,
            AtomicBoolean found) {
        SoakReport report = new SoakReport(new SoakSettings(LONGEST, 1, PATIENCE, kinds, broken),
                new PrintWriter(Writer.nullWriter()));
        AtomicLong seeds = new AtomicLong(1);
        long end = System.nanoTime() + LONGEST.toNanos();
        Driver driver = new Driver(0, stage, violations, report, () -> Drawn.of(seeds.getAndIncrement(), kinds),
                () -> !found.get() && System.nanoTime() - end < 0);
        while (driver.isAlive()) {
            boolean _ = driver.interruptIfHanging(PATIENCE, () -> "");
            LockSupport.parkNanos(GLANCE.toNanos());
        }
    }
}
