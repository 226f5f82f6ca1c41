package dev.footbridge.cli.chaos;

import dev.footbridge.cli.cluster.WorkerCommand;
import dev.footbridge.cli.input.DurationOption;
import java.io.IOException;
import java.time.Duration;
import picocli.CommandLine;

/** {@code footbridge worker}, for as long as the process lives that has started it. */
final class MemberMain {

    private MemberMain() {}

    public static void main(String[] args) {
        endWithParent();
        System.exit(new CommandLine(new WorkerCommand()).registerConverter(Duration.class, new DurationOption())
                .execute(args));
    }

    /** Whoever is the parent keeps the standard input open. */
    static void endWithParent() {
        Thread.ofPlatform().daemon().name("chaos-life-line").start(() -> {
            try {
                while (System.in.read() >= 0) {
                    // nothing is said there
                }
            } catch (IOException broken) {
                // as if it had ended
            }
            Runtime.getRuntime().halt(1);
        });
    }
}
