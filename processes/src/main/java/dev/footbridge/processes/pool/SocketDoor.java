package dev.footbridge.processes.pool;

import dev.footbridge.processes.wire.Duplex;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;

/** A Unix socket, for systems without named pipes. */
final class SocketDoor implements Door {

    private final Path path;
    private final ServerSocketChannel server;

    SocketDoor(Path path) throws IOException {
        this.path = path;
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(path));
            server.configureBlocking(false);
        } catch (Throwable failed) {
            server.close();
            throw failed;
        }
    }

    @Override
    public List<String> words() {
        return List.of(path.toString());
    }

    /** Waits for the connection, the process's death or the deadline, whichever comes first. */
    @Override
    public Duplex open(Process worker, long deadline) throws IOException {
        try (Selector selector = Selector.open()) {
            server.register(selector, SelectionKey.OP_ACCEPT);
            var _ = worker.onExit().thenRun(selector::wakeup);
            for (;;) {
                SocketChannel channel = server.accept();
                if (channel != null) {
                    channel.configureBlocking(true);
                    return Duplex.of(channel);
                }
                long left = deadline - System.nanoTime();
                if (!worker.isAlive() || left <= 0) {
                    throw new IOException("nobody connected");
                }
                selector.select(Math.max(1, Math.min(left / 1_000_000, 60_000)));
            }
        }
    }

    @Override
    public void passed() {}

    @Override
    public void close() throws IOException {
        server.close();
        Folder.deleteFile(path);
    }
}
