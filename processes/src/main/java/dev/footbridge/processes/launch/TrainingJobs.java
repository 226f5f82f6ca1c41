package dev.footbridge.processes.launch;

import dev.footbridge.loop.EventLoop;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Callable;

/** What a worker does, in small: frames through a socket, jobs that are read, run on an event loop and answered. */
final class TrainingJobs {

    private static final int ROUNDS = 60;
    private static final int PAGE = 4096;

    private TrainingJobs() {}

    static void run() throws Exception {
        Path folder = Files.createTempDirectory("footbridge-training");
        Path address = folder.resolve("socket");
        Path page = folder.resolve("page");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(address));
            try (SocketChannel out = SocketChannel.open(UnixDomainSocketAddress.of(address));
                    SocketChannel in = server.accept();
                    FileChannel status = FileChannel.open(page, StandardOpenOption.CREATE_NEW,
                            StandardOpenOption.READ, StandardOpenOption.WRITE);
                    EventLoop loop = EventLoop.open()) {
                status.map(FileChannel.MapMode.READ_WRITE, 0, PAGE).putLong(0, 1);
                for (int round = 0; round < ROUNDS; round++) {
                    send(out, written(job(round)));
                    Object outcome = loop.call(outcomeOf(read(received(in))));
                    send(in, written(outcome));
                    read(received(out));
                }
            }
        } finally {
            Files.deleteIfExists(address);
            Files.deleteIfExists(page);
            Files.delete(folder);
        }
    }

    private static Callable<Object> outcomeOf(Object job) {
        return () -> {
            try {
                return ((Job) job).call();
            } catch (IllegalStateException failure) {
                return failure;
            }
        };
    }

    private static Job job(int round) {
        Argument argument = new Argument(round, "text", List.of(round));
        return switch (round % 3) {
            case 0 -> () -> argument;
            case 1 -> () -> argument.text() + argument.number();
            default -> () -> {
                throw new IllegalStateException("a failure", new IOException("its cause"));
            };
        };
    }

    private static byte[] written(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        return bytes.toByteArray();
    }

    private static Object read(byte[] bytes) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return in.readObject();
        }
    }

    private static void send(SocketChannel channel, byte[] bytes) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(Integer.BYTES + bytes.length).putInt(bytes.length).put(bytes).flip();
        while (frame.hasRemaining()) {
            channel.write(frame);
        }
    }

    private static byte[] received(SocketChannel channel) throws IOException {
        ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);
        fill(channel, length);
        ByteBuffer body = ByteBuffer.allocate(length.flip().getInt());
        fill(channel, body);
        return body.array();
    }

    private static void fill(SocketChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException("the frame is cut off");
            }
        }
    }

    /** A job as users write it: a lambda that can be serialized. */
    private interface Job extends Callable<Object>, Serializable {}

    private record Argument(int number, String text, List<Integer> numbers) implements Serializable {}
}
