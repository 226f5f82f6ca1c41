package dev.footbridge.cli.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

/** Members of a cluster in JVMs of their own: where one has died, another is started. */
final class HostMembers implements AutoCloseable {

    private static final Duration GLANCE = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final IntFunction<List<String>> command;
    private final List<Process> members = new CopyOnWriteArrayList<>();
    private final AtomicLong started = new AtomicLong();
    private final Thread keeper;
    private volatile boolean closed;

    /** So many, each started by its command. */
    HostMembers(int count, IntFunction<List<String>> command) {
        this.command = command;
        for (int i = 0; i < count; i++) {
            members.add(start(i));
        }
        keeper = Thread.ofPlatform().daemon().name("chaos-members").start(this::keep);
    }

    /** The process of a member, by its name, which begins with that. */
    static long pidOf(String member) {
        int end = member.indexOf('-');
        try {
            return Long.parseLong(end < 0 ? member : member.substring(0, end));
        } catch (NumberFormatException strange) {
            return -1;
        }
    }

    private Process start(int member) {
        try {
            Process process = new ProcessBuilder(command.apply(member)).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            started.incrementAndGet();
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void keep() {
        while (!closed) {
            try {
                Thread.sleep(GLANCE);
            } catch (InterruptedException e) {
                return;
            }
            for (int i = 0; i < members.size() && !closed; i++) {
                if (!members.get(i).isAlive()) {
                    members.set(i, start(i));
                }
            }
        }
    }

    /** The process that this member has now. */
    ProcessHandle process(int member) {
        return members.get(member).toHandle();
    }

    /** How many were started so far. */
    long started() {
        return started.get();
    }

    /** Lets them leave, and kills those that do not. */
    @Override
    public void close() {
        closed = true;
        keeper.interrupt();
        try {
            keeper.join(PATIENCE);
            members.forEach(Process::destroy);
            for (Process member : members) {
                boolean _ = member.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            members.forEach(Process::destroyForcibly);
        }
    }
}
