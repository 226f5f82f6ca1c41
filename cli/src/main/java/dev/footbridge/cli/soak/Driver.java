package dev.footbridge.cli.soak;

import dev.footbridge.cli.soak.play.Play;
import dev.footbridge.cli.soak.stage.Stage;
import dev.footbridge.cli.soak.stage.Violations;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A thread that runs one program after another. Others watch that each comes to its end. */
final class Driver {

    private final Stage stage;
    private final Violations violations;
    private final SoakReport report;
    private final Thread thread;
    private volatile @Nullable Running running;

    /** A driver for programs from here, as long as this says so. */
    Driver(int number, Stage stage, Violations violations, SoakReport report, Supplier<Drawn> programs,
            BooleanSupplier goOn) {
        this.stage = stage;
        this.violations = violations;
        this.report = report;
        Thread.Builder kind = number % 2 == 0 ? Thread.ofPlatform().daemon() : Thread.ofVirtual();
        this.thread = kind.name("soak-driver-" + number).start(() -> {
            while (goOn.getAsBoolean()) {
                run(programs.get());
            }
        });
    }

    private record Running(Play play, long since) {}

    private void run(Drawn drawn) {
        Play play = new Play(stage, violations, drawn.title());
        running = new Running(play, System.nanoTime());
        try {
            drawn.program().run(play);
        } catch (Throwable error) {
            play.check(false, "it failed with " + error, error);
        }
        running = null;
        if (Thread.interrupted()) {
            play.awaitRescued();
        }
        play.close();
        report.ran(drawn, play.isWrong());
    }

    /** Gets a program that takes too long out of its waits, and says where they are; whether there was one. */
    boolean interruptIfHanging(Duration patience, Supplier<String> where) {
        Running now = running;
        if (now == null || System.nanoTime() - now.since() < patience.toNanos()) {
            return false;
        }
        now.play().hangs(where.get());
        thread.interrupt();
        return true;
    }

    /** Whether it goes on. */
    boolean isAlive() {
        return thread.isAlive();
    }
}
