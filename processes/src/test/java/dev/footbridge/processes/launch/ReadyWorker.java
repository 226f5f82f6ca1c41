package dev.footbridge.processes.launch;

import dev.footbridge.loop.EventLoop;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.InputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What any worker does until it is ready: socket, status page, life line, event loop, hello. Then it ends. */
public final class ReadyWorker {

    private ReadyWorker() {
    }

    public static void main(String[] arguments) throws Exception {
        InputStream in = new FileInputStream(FileDescriptor.in);
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(arguments[0]));
                FileChannel page = FileChannel.open(Path.of(arguments[1]), StandardOpenOption.CREATE,
                        StandardOpenOption.READ, StandardOpenOption.WRITE);
                EventLoop loop = EventLoop.open()) {
            page.map(FileChannel.MapMode.READ_WRITE, 0, 4096).putLong(0, 1);
            Thread life = new Thread(() -> lifeLine(in), "life line");
            life.setDaemon(true);
            life.start();
            long id = loop.call(() -> ProcessHandle.current().pid());
            channel.write(ByteBuffer.allocate(Long.BYTES).putLong(id).flip());
            life.join();
        }
    }

    private static void lifeLine(InputStream in) {
        try {
            if (in.read() < 0) {
                Runtime.getRuntime().halt(1);
            }
        } catch (java.io.IOException e) {
            Runtime.getRuntime().halt(1);
        }
    }
}
