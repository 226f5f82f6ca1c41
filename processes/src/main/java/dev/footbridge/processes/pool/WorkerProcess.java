package dev.footbridge.processes.pool;

import dev.footbridge.processes.wire.Control;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A worker's process: how to speak to it whatever it does, how to end it, how it ended. Any thread. */
final class WorkerProcess {

    private static final Duration LAST_WORDS = Duration.ofMillis(300);
    private static final Duration EXIT_TIME = Duration.ofSeconds(2);
    private static final Duration KILL_TIME = Duration.ofSeconds(5);

    private final String name;
    private final Process process;
    private final Pump out;
    private final Pump err;
    private final Path errorFile;
    private final DataOutputStream stdin;
    private final ReentrantLock speaking = new ReentrantLock();
    private volatile boolean exiting;
    private volatile @Nullable String killedFor;

    WorkerProcess(String name, Process process, Pump out, Pump err, Path errorFile) {
        this.name = name;
        this.process = process;
        this.out = out;
        this.err = err;
        this.errorFile = errorFile;
        this.stdin = new DataOutputStream(process.getOutputStream());
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Whether it ends now without anybody's doing: its channel closes a moment before. */
    boolean endsByItself() {
        return ended(LAST_WORDS) && !wasKilled();
    }

    /** Gives it the secret by which it is known when it connects. */
    void tell(byte[] token) {
        speak(() -> {
            stdin.write(token);
            stdin.flush();
        });
    }

    /** Tells it something. */
    void tell(Control control) {
        speak(() -> control.write(stdin));
    }

    private interface Words {
        void say() throws IOException;
    }

    private void speak(Words words) {
        speaking.lock();
        try {
            words.say();
        } catch (IOException _) {
            // it is dead, and its channel says so
        } finally {
            speaking.unlock();
        }
    }

    /** Notes that its JVM shuts down in order. */
    void noteExiting() {
        exiting = true;
    }

    /** Whether it was killed by this pool. */
    boolean wasKilled() {
        return killedFor != null;
    }

    /** Kills it and all that it has started. */
    void kill(String reason) {
        if (killedFor == null) {
            killedFor = reason;
        }
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    /** Kills it if it has not ended by itself. */
    void killLate(String reason) {
        if (isAlive()) {
            kill(reason);
        }
    }

    /** Waits for its end, which is brought about if it does not come. {@code broken} is what was wrong with its channel. */
    Death death(@Nullable Throwable broken) {
        boolean hung = !ended(EXIT_TIME);
        if (hung) {
            kill(broken == null ? "it closed its channel and did not exit" : "its channel failed: " + broken);
            ended(KILL_TIME);
        }
        err.drain(LAST_WORDS);
        out.drain(LAST_WORDS.dividedBy(6));
        int code = process.isAlive() ? -1 : process.exitValue();
        StringBuilder how = new StringBuilder();
        String why = killedFor;
        how.append(why == null ? ExitWords.of(code) : "was killed because " + why);
        if (exiting && why == null) {
            how.append(" after an orderly shutdown of its JVM (System.exit or SIGTERM)");
        }
        add(how, "crash report", CrashReport.summary(errorFile));
        add(how, "last on stderr", err.tail().lastLines());
        add(how, "last on stdout", out.tail().lastLines());
        Folder.deleteFile(errorFile);
        return new Death(name, pid(), code, how.toString(), err.tail().text());
    }

    private static void add(StringBuilder how, String what, String words) {
        if (!words.isEmpty()) {
            how.append("\n  ").append(what).append(": ").append(words);
        }
    }

    private boolean ended(Duration limit) {
        boolean interrupted = false;
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            for (;;) {
                try {
                    return process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
