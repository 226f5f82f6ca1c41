package dev.footbridge.cli.output;

import java.io.Console;
import java.time.Duration;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows how far the work is, on a terminal only: elsewhere every call does nothing. */
public final class Progress implements AutoCloseable {

    private static final Duration REDRAW = Duration.ofMillis(200);

    private final @Nullable ProgressBar bar;

    private Progress(@Nullable ProgressBar bar) {
        this.bar = bar;
    }

    /** Begins to show work of so many steps. */
    public static Progress of(String work, long steps) {
        // Without a terminal there may be a console all the same, or none, depending on how the JVM is set up.
        if (Optional.ofNullable(System.console()).filter(Console::isTerminal).isEmpty()) {
            return new Progress(null);
        }
        return new Progress(new ProgressBarBuilder().setTaskName(work).setInitialMax(steps)
                .setStyle(ProgressBarStyle.ASCII).setUpdateIntervalMillis((int) REDRAW.toMillis())
                .setConsumer(new BottomLine(System.err)).clearDisplayOnFinish().build());
    }

    /** Makes a step. */
    public void step(String next) {
        if (bar != null) {
            bar.setExtraMessage(next);
            bar.step();
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
