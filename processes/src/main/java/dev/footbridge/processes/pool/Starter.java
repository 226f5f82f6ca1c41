package dev.footbridge.processes.pool;

import dev.footbridge.internal.Durations;
import dev.footbridge.internal.Ticker;
import dev.footbridge.processes.ProcessPoolOptions;
import dev.footbridge.processes.WorkerLine;
import dev.footbridge.processes.launch.Launch;
import dev.footbridge.processes.launch.Launcher;
import dev.footbridge.processes.wire.Codec;
import dev.footbridge.processes.wire.Control;
import dev.footbridge.processes.wire.Errors;
import dev.footbridge.processes.wire.Frame;
import dev.footbridge.processes.wire.FrameReader;
import dev.footbridge.processes.wire.FrameType;
import dev.footbridge.processes.wire.Outbox;
import dev.footbridge.processes.wire.Setup;
import dev.footbridge.processes.wire.StatusPage;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Starts workers. The channel is a socket in a folder that nobody else can enter, and whoever connects must show a secret
 * that went to the worker over its standard input.
 */
final class Starter {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final long SPARE = 1 << 20;

    private final ProcessPoolOptions options;
    private final String poolId;
    private final Folder folder;
    private final Launcher launcher;
    private final Codec codec;
    private final AtomicLong files = new AtomicLong();
    private final Set<WorkerProcess> starting = ConcurrentHashMap.newKeySet();
    private volatile boolean over;

    Starter(ProcessPoolOptions options, String poolId, Folder folder, Launcher launcher, Codec codec) {
        this.options = options;
        this.poolId = poolId;
        this.folder = folder;
        this.launcher = launcher;
        this.codec = codec;
    }

    /** Kills what is starting, and whatever is started later. */
    void giveUp() {
        over = true;
        starting.forEach(worker -> worker.kill("the pool was closed"));
    }

    /** Starts a worker and waits until it takes jobs, or fails to. */
    Connection start(String name) throws StartFailure {
        long number = files.incrementAndGet();
        Path socket = folder.file("s" + number);
        Path pageFile = folder.file("p" + number);
        Path errorFile = folder.file("e" + number);
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            StatusPage page = StatusPage.create(pageFile);
            Launch launch = launcher.prepare(List.of(socket.toString(), pageFile.toString()), errorFile);
            Process process = launch.builder().start();
            WorkerProcess worker = watched(name, process, errorFile);
            starting.add(worker);
            try {
                if (over) {
                    throw new IOException("its pool was closed");
                }
                return connect(name, process, worker, server, page);
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
            Folder.deleteFile(socket);
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

    private Connection connect(String name, Process process, WorkerProcess worker, ServerSocketChannel server,
            StatusPage page) throws IOException, StartFailure {
        long deadline = System.nanoTime() + Durations.nanos(options.startTimeout());
        byte[] token = new byte[Control.TOKEN];
        RANDOM.nextBytes(token);
        worker.tell(token);
        SocketChannel channel = accept(server, process, deadline);
        Runnable noAlarm = Ticker.at(deadline, () -> closeQuietly(channel));
        try {
            FrameReader in = new FrameReader(channel, options.payloadLimit() + SPARE);
            Frame hello = in.next();
            if (hello == null || hello.type() != FrameType.HELLO) {
                throw new IOException("it connected, and said nothing that makes sense");
            }
            byte[] expected = ByteBuffer.allocate(token.length + 8).put(token).putLong(worker.pid()).array();
            if (!MessageDigest.isEqual(expected, hello.body())) {
                throw new IOException("somebody else connected in its place");
            }
            Outbox out = new Outbox(channel);
            out.sendHere(Frame.of(FrameType.SETUP, 0, codec.encode(setup(name), () -> "the set-up of a worker")));
            Frame ready = in.next();
            if (ready == null) {
                throw new IOException("it died in its initializer");
            }
            if (ready.type() != FrameType.READY) {
                throw new StartFailure("the initializer of worker '" + name + "' failed", false,
                        Errors.decode(ready.body(), codec, "worker '" + name + "' (pid " + worker.pid() + ")"));
            }
            out.open(name + "-courier");
            return new Connection(worker, in, out, page);
        } catch (ClosedChannelException timeUp) {
            throw new IOException("it connected, and was not ready within " + options.startTimeout()
                    + " (startTimeout): its initializer takes too long", timeUp);
        } catch (Throwable failed) {
            closeQuietly(channel);
            throw failed;
        } finally {
            noAlarm.run();
        }
    }

    private Setup setup(String name) {
        return new Setup(poolId, options.name(), name, options.payloadLimit(), options.heapMark(),
                options.taskFilter(), new ArrayList<>(options.contextKeys()), options.initializer(),
                options.shutdownHook());
    }

    private static void closeQuietly(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException _) {
            // closed all the same
        }
    }

    /** Waits for the connection, the process's death or the deadline, whichever comes first. */
    private SocketChannel accept(ServerSocketChannel server, Process process, long deadline) throws IOException {
        server.configureBlocking(false);
        try (Selector selector = Selector.open()) {
            server.register(selector, SelectionKey.OP_ACCEPT);
            var _ = process.onExit().thenRun(selector::wakeup);
            for (;;) {
                SocketChannel channel = server.accept();
                if (channel != null) {
                    channel.configureBlocking(true);
                    return channel;
                }
                if (!process.isAlive()) {
                    throw new IOException("it ended before it connected");
                }
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    throw new IOException(
                            "it did not connect within " + options.startTimeout() + " (startTimeout)");
                }
                selector.select(Math.max(1, Math.min(left / 1_000_000, 60_000)));
            }
        }
    }
}
