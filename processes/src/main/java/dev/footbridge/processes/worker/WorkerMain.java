package dev.footbridge.processes.worker;

import dev.footbridge.processes.job.Here;
import dev.footbridge.processes.wire.Codec;
import dev.footbridge.processes.wire.Control;
import dev.footbridge.processes.wire.Duplex;
import dev.footbridge.processes.wire.Errors;
import dev.footbridge.processes.wire.Frame;
import dev.footbridge.processes.wire.FrameReader;
import dev.footbridge.processes.wire.FrameType;
import dev.footbridge.processes.wire.Outbox;
import dev.footbridge.processes.wire.ProtocolException;
import dev.footbridge.processes.wire.Setup;
import dev.footbridge.processes.wire.StatusPage;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.nio.file.Path;

/**
 * The main class of a worker. Its arguments are the status page and either two named pipes, for jobs and for results, or
 * a socket; the secret to show there comes over standard input, whose end is the pool's death. Standard output and error
 * are the jobs'.
 */
public final class WorkerMain {

    /** What it exits with when it loses its pool. */
    static final int ORPHANED = 99;
    private static final int FAILED = 70;
    private static final int WITH_SOCKET = 2;

    private WorkerMain() {}

    /** Works until it is told to end. */
    public static void main(String[] arguments) throws Exception {
        // Not System.in, which jobs see as empty, and may replace.
        DataInputStream stdin = control(new FileInputStream(FileDescriptor.in));
        byte[] token = stdin.readNBytes(Control.TOKEN);
        System.setIn(InputStream.nullInputStream());
        Running running = new Running();
        // Before the channel is opened, which waits for the pool.
        new Lifeline(stdin, running).start();
        try {
            work(token, channel(arguments), Path.of(arguments[0]), running);
        } catch (Throwable broken) {
            System.err.println("the worker cannot go on: " + broken);
            broken.printStackTrace();
            Runtime.getRuntime().halt(FAILED);
        }
        System.exit(0);
    }

    static DataInputStream control(InputStream in) {
        return new DataInputStream(new BufferedInputStream(in, 512));
    }

    private static Duplex channel(String... arguments) throws IOException {
        return arguments.length == WITH_SOCKET
                ? Duplex.connect(Path.of(arguments[1]))
                : Duplex.pipes(Path.of(arguments[1]), Path.of(arguments[2]));
    }

    static void work(byte[] token, Duplex channel, Path status, Running running) throws Exception {
        Outbox out = new Outbox(channel);
        out.sendHere(Frame.of(FrameType.HELLO, 0, token));
        StatusPage page = StatusPage.open(status);
        FrameReader in = new FrameReader(channel, Integer.MAX_VALUE);
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        ClassLoader loader = context == null ? WorkerMain.class.getClassLoader() : context;
        Frame first = in.next();
        if (first == null || first.type() != FrameType.SETUP) {
            throw new ProtocolException("the pool did not say how the worker is set up");
        }
        Codec trusting = new Codec(loader, _ -> ObjectInputFilter.Status.ALLOWED, Integer.MAX_VALUE);
        Setup setup = Setup.decode(first.body(), trusting);
        Codec codec = new Codec(loader, setup.filter(), setup.payloadLimit());
        Relay relay = new Relay(setup, codec, out, running);
        Here.is(relay);
        try {
            setup.initializer().run();
        } catch (Throwable failed) {
            out.sendHere(Frame.of(FrameType.NOT_READY, 0, Errors.encode(failed, codec)));
            return;
        }
        out.open("footbridge-courier");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            out.add(Frame.of(FrameType.EXITING, 0));
            out.flush();
        }, "footbridge-exit"));
        Jobs jobs = new Jobs(setup, codec, page, out, running);
        Desk desk = new Desk(in, jobs, relay, running);
        relay.heardBy(desk);
        out.sendHere(Frame.of(FrameType.READY, 0));
        desk.work();
        setup.shutdownHook().run();
    }
}
