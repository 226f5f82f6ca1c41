package dev.footbridge.api.settings;

import java.util.concurrent.Executor;
import javax.swing.JLabel;
import javax.swing.SwingUtilities; // for the snippet

/** A channel and a window, whose loops are foreign ones. */
public class EventLoopSetting extends Setting {

    protected Channel channel;
    protected JLabel label;

    protected Price readFromDatabase(long id) {
        throw new UnsupportedOperationException();
    }

    public interface Channel {
        Executor eventLoop();

        void writeAndFlush(Object message);
    }
}
