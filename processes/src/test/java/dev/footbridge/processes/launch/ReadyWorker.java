package dev.footbridge.processes.launch;

import dev.footbridge.loop.EventLoop;
import java.io.ByteArrayInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What any worker does until it is ready: socket or pipe, status page, life line, event loop, hello. Then it ends. With
 * {@code --train} and a number it does that so many times, for an AOT cache.
 */
public final class ReadyWorker {

    private ReadyWorker() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("--train")) {
            train(Integer.parseInt(arguments[1]));
        } else {
            work(arguments[0], arguments[1], new FileInputStream(FileDescriptor.in));
        }
    }

    /** The hello goes through a socket, or with {@code -} through standard output. */
    private static void work(String address, String page, InputStream in) throws Exception {
        try (WritableByteChannel channel = address.equals("-")
                ? new FileOutputStream(FileDescriptor.out).getChannel()
                : SocketChannel.open(UnixDomainSocketAddress.of(address));
                FileChannel status = FileChannel.open(Path.of(page), StandardOpenOption.CREATE,
                        StandardOpenOption.READ, StandardOpenOption.WRITE);
                EventLoop loop = EventLoop.open()) {
            // Not mapped at once as a buffer: the first of those is made by reflection, and that makes a dozen classes.
            status.map(FileChannel.MapMode.READ_WRITE, 0, 4096, Arena.global()).asByteBuffer().putLong(0, 1);
            Thread life = new Thread(() -> lifeLine(in), "life line");
            life.setDaemon(true);
            life.start();
            long hello = loop.call(() -> 1L);
            channel.write(ByteBuffer.allocate(Long.BYTES).putLong(hello).flip());
            life.join();
        }
    }

    private static void lifeLine(InputStream in) {
        try {
            if (in.read() < 0) {
                Runtime.getRuntime().halt(1);
            }
        } catch (IOException e) {
            Runtime.getRuntime().halt(1);
        }
    }

    private static void train(int rounds) throws Exception {
        Path address = Path.of("socket").toAbsolutePath();
        Path page = Path.of("page").toAbsolutePath();
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(address));
            for (int i = 0; i < rounds; i++) {
                work(address.toString(), page.toString(), new ByteArrayInputStream(new byte[1]));
                server.accept().close();
            }
            work("-", page.toString(), new ByteArrayInputStream(new byte[1]));
        } finally {
            Files.deleteIfExists(address);
            Files.deleteIfExists(page);
        }
    }
}
