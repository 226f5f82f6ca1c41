package dev.footbridge.cli.output;

import java.io.PrintStream;
import me.tongfei.progressbar.ProgressBarConsumer;

/**
 * Draws the bar on the last line of the terminal, and wipes it when done. The library's own drawing opens the terminal
 * through JLine, which takes Ctrl-C away from the JVM: the server would outlive the command for a moment.
 */
final class BottomLine implements ProgressBarConsumer {

    private static final int WIDTH = 79;

    private final PrintStream terminal;

    BottomLine(PrintStream terminal) {
        this.terminal = terminal;
    }

    @Override
    public int getMaxRenderedLength() {
        return WIDTH;
    }

    @Override
    public void accept(String bar) {
        terminal.print("\r" + (bar.length() > WIDTH ? bar.substring(0, WIDTH) : bar));
        terminal.flush();
    }

    @Override
    public void clear() {
        accept(" ".repeat(WIDTH));
        terminal.print("\r");
    }

    @Override
    public void close() {
        terminal.flush();
    }
}
