package dev.footbridge.processes.wire;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The channel between a pool and a worker: a pipe each way, or a socket. */
public final class Duplex implements ByteChannel {

    private final ReadableByteChannel in;
    private final WritableByteChannel out;

    /** A channel of these two. */
    public Duplex(ReadableByteChannel in, WritableByteChannel out) {
        this.in = in;
        this.out = out;
    }

    /** Opens two named pipes; waits until the other side has them open, too. */
    public static Duplex pipes(Path in, Path out) throws IOException {
        FileChannel reading = FileChannel.open(in, StandardOpenOption.READ);
        try {
            return new Duplex(reading, FileChannel.open(out, StandardOpenOption.WRITE));
        } catch (Throwable failed) {
            reading.close();
            throw failed;
        }
    }

    /** Connects to a socket. */
    public static Duplex connect(Path socket) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(socket));
        return of(channel);
    }

    /** A connected socket. */
    public static Duplex of(SocketChannel connected) {
        return new Duplex(connected, connected);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return in.read(target);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        return out.write(source);
    }

    /** Says that nothing more will come. */
    void endOutput() throws IOException {
        if (out instanceof SocketChannel socket) {
            socket.shutdownOutput();
        } else {
            out.close();
        }
    }

    @Override
    public boolean isOpen() {
        return in.isOpen();
    }

    @Override
    public void close() throws IOException {
        try (in; out) {
            // both, whatever one of them says
        }
    }
}
