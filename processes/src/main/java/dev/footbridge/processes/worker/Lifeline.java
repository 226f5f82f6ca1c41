package dev.footbridge.processes.worker;

import dev.footbridge.internal.Cancel;
import dev.footbridge.processes.wire.Control;
import java.io.DataInputStream;
import java.io.IOException;

/**
 * Listens to standard input, whatever the jobs do: cancels come that way, and its end is the death of the pool's process,
 * which the worker does not outlive.
 */
final class Lifeline implements Runnable {

    private final DataInputStream stdin;
    private final Running running;

    Lifeline(DataInputStream stdin, Running running) {
        this.stdin = stdin;
        this.running = running;
    }

    @SuppressWarnings("ThreadPriorityCheck") // it helps where the system heeds it
    void start() {
        Thread thread = new Thread(this, "footbridge-lifeline");
        thread.setDaemon(true);
        thread.setPriority(Thread.MAX_PRIORITY);
        thread.start();
    }

    @Override
    public void run() {
        try {
            for (Control control = Control.read(stdin); control != null; control = Control.read(stdin)) {
                switch (control.op()) {
                    case INTERRUPT -> running.cancel(control.id(), Cancel.interrupting(control.reason()));
                    case CANCEL -> running.cancel(control.id(), Cancel.cooperative(control.reason()));
                    case QUIT -> {
                        running.end();
                        return; // a thread in a read would hold up the exit
                    }
                }
            }
        } catch (IOException _) {
            // as if it had ended
        }
        killChildren();
        Runtime.getRuntime().halt(WorkerMain.ORPHANED);
    }

    /** What jobs have started; with a limit, as the JVM may be in any state. */
    private static void killChildren() {
        Thread killer = new Thread(() -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly),
                "footbridge-children");
        killer.setDaemon(true);
        killer.start();
        try {
            killer.join(500);
        } catch (InterruptedException _) {
            // halts at once, then
        }
    }
}
