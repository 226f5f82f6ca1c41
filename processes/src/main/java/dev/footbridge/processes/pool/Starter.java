package dev.footbridge.processes.pool;

import dev.footbridge.internal.Durations;
import dev.footbridge.internal.Ticker;
import dev.footbridge.processes.ProcessPoolOptions;
import dev.footbridge.processes.WorkerLine;
import dev.footbridge.processes.launch.Launch;
import dev.footbridge.processes.launch.Launcher;
import dev.footbridge.processes.wire.Duplex;
import dev.footbridge.processes.wire.Errors;
import dev.footbridge.processes.wire.Frame;
import dev.footbridge.processes.wire.FrameReader;
import dev.footbridge.processes.wire.FrameType;
import dev.footbridge.processes.wire.Outbox;
import dev.footbridge.processes.wire.StatusPage;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Starts workers. The channel goes through a {@link Door} in a folder that nobody else can enter, and whoever comes in must
 * show a secret that went to the worker over its standard input.
 */
final class Starter {

    private static final long SPARE = 1 << 20;

    private final LocalEngine engine;
    private final ProcessPoolOptions options;
    private final Folder folder;
    private final Launcher launcher;
    private final Doors doors;
    private final AtomicLong files = new AtomicLong();
    private final Set<WorkerProcess> starting = ConcurrentHashMap.newKeySet();
    private volatile boolean over;

    Starter(LocalEngine engine, ProcessPoolOptions options, Folder folder, Launcher launcher) {
        this.engine = engine;
        this.options = options;
        this.folder = folder;
        this.launcher = launcher;
        this.doors = new Doors(folder, options.workers());
    }

    /** Kills what is starting, and whatever is started later. */
    void giveUp() {
        over = true;
        starting.forEach(worker -> worker.kill("the pool was closed"));
    }

    /** Starts a worker and waits until it takes jobs, or fails to. */
    Connection start(String name) throws StartFailure {
        long number = files.incrementAndGet();
        Path pageFile = folder.file("p" + number);
        Path errorFile = folder.file("e" + number);
        try (Door door = doors.next()) {
            StatusPage page = StatusPage.create(pageFile);
            List<String> words = new ArrayList<>(List.of(pageFile.toString()));
            words.addAll(door.words());
            Launch launch = launcher.prepare(words, errorFile);
            Process process = launch.builder().start();
            WorkerProcess worker = watched(name, process, errorFile);
            starting.add(worker);
            try {
                if (over) {
                    throw new IOException("its pool was closed");
                }
                return connect(name, process, worker, door, page);
            } catch (IOException | StartFailure | RuntimeException | Error failed) {
                boolean ended = worker.endsByItself();
                if (!ended) {
                    worker.kill("it did not start");
                }
                launcher.failed(launch);
                throw failure(name, failed, worker.death(failed), ended);
            } finally {
                starting.remove(worker);
            }
        } catch (IOException e) {
            throw new StartFailure("worker '" + name + "' could not be started: " + e, false, e);
        } finally {
            Folder.deleteFile(pageFile);
        }
    }

    private static StartFailure failure(String name, Throwable failed, Death death, boolean ended) {
        if (failed instanceof StartFailure known) {
            return known;
        }
        return ended
                ? new StartFailure("worker '" + name + "' (pid " + death.pid() + ") did not start: it " + death.how(),
                        ExitWords.isSignal(death.exitCode()), failed)
                : new StartFailure(
                        "worker '" + name + "' did not start: " + failed.getMessage() + "; it " + death.how(),
                        false, failed);
    }

    private WorkerProcess watched(String name, Process process, Path errorFile) {
        long pid = process.pid();
        return new WorkerProcess(name, process,
                new Pump(process.getInputStream(), options.output(), name, pid, WorkerLine.Source.OUT),
                new Pump(process.getErrorStream(), options.output(), name, pid, WorkerLine.Source.ERR), errorFile);
    }

    private Connection connect(String name, Process process, WorkerProcess worker, Door door, StatusPage page)
            throws IOException, StartFailure {
        long deadline = System.nanoTime() + Durations.nanos(options.startTimeout());
        byte[] token = Token.next();
        worker.tell(token);
        Duplex channel = open(door, process, deadline);
        Runnable noAlarm = Ticker.at(deadline, () -> closeQuietly(channel));
        boolean connected = false;
        try {
            FrameReader in = new FrameReader(channel, options.payloadLimit() + SPARE);
            Outbox out = new Outbox(channel);
            // Before anybody has asked for it, so that the worker need not wait. It gets jobs only when it is known.
            out.sendHere(Frame.of(FrameType.SETUP, 0,
                    engine.setup(name).encode(engine.codec(), () -> "the set-up of worker '" + name + "'")));
            Frame hello = in.next();
            if (hello == null && !process.isAlive()) {
                throw new IOException("it ended before it connected");
            }
            if (hello == null || hello.type() != FrameType.HELLO) {
                throw new IOException("it connected, and said nothing that makes sense");
            }
            if (!MessageDigest.isEqual(token, hello.body())) {
                throw new IOException("somebody else connected in its place");
            }
            connected = true;
            door.passed();
            Frame ready = in.next();
            if (ready == null) {
                throw new IOException("it died in its initializer");
            }
            if (ready.type() != FrameType.READY) {
                throw new StartFailure("the initializer of worker '" + name + "' failed", false,
                        Errors.decode(ready.body(), engine.codec(), "worker '" + name + "' (pid " + worker.pid()
                                + ")"));
            }
            out.open(name + "-courier");
            return new Connection(worker, in, out, page);
        } catch (ClosedChannelException timeUp) {
            if (!connected && !process.isAlive()) {
                throw new IOException("it ended before it connected", timeUp);
            }
            throw connected
                    ? new IOException("it connected, and was not ready within " + options.startTimeout()
                            + " (startTimeout): its initializer takes too long", timeUp)
                    : lateToConnect(timeUp);
        } catch (Throwable failed) {
            closeQuietly(channel);
            throw failed;
        } finally {
            noAlarm.run();
        }
    }

    private Duplex open(Door door, Process process, long deadline) throws IOException {
        try {
            return door.open(process, deadline);
        } catch (IOException notOpen) {
            if (!process.isAlive()) {
                throw new IOException("it ended before it connected", notOpen);
            }
            throw deadline - System.nanoTime() <= 0 ? lateToConnect(notOpen) : notOpen;
        }
    }

    private IOException lateToConnect(IOException cause) {
        return new IOException("it did not connect within " + options.startTimeout() + " (startTimeout)", cause);
    }

    private static void closeQuietly(Duplex channel) {
        try {
            channel.close();
        } catch (IOException _) {
            // closed all the same
        }
    }

    /** Waits for what the doors need the folder for. */
    void close() {
        doors.close();
    }
}
