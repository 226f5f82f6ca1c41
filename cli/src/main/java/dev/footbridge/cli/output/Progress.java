package dev.footbridge.cli.output;

import java.io.Console;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Shows how far the work is, on a terminal only: elsewhere every call does nothing. The terminal has one last line, so
 * work that begins while other work is shown only says there what it does.
 */
public final class Progress implements AutoCloseable {

    private static final Duration REDRAW = Duration.ofMillis(200);

    private static final AtomicReference<@Nullable Progress> SHOWN = new AtomicReference<>();

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
        if (SHOWN.get() != null) {
            return new Progress(null);
        }
        Progress progress = new Progress(new ProgressBarBuilder().setTaskName(work).setInitialMax(steps)
                .setStyle(ProgressBarStyle.ASCII).setUpdateIntervalMillis((int) REDRAW.toMillis())
                .setConsumer(new BottomLine(System.err)).clearDisplayOnFinish().build());
        SHOWN.set(progress);
        return progress;
    }

    /** Makes a step. */
    public void step(String next) {
        say(next);
        if (bar != null) {
            bar.step();
        }
    }

    /** Says what is at work. */
    public void say(String words) {
        Progress shown = bar == null ? SHOWN.get() : this;
        if (shown != null && shown.bar != null) {
            shown.bar.setExtraMessage(words);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            SHOWN.compareAndSet(this, null);
            bar.close();
        }
    }
}
