package dev.footbridge.cluster.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.cluster.ClusterTls;
import dev.footbridge.cluster.Keys;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLSocket;
import org.jgroups.util.SocketFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A handshake with somebody who says nothing")
class LimitedTlsTest {

    @TempDir
    static Path folder;

    private static SocketFactory sockets;

    @BeforeAll
    static void makeKeys() throws Exception {
        ClusterTls keys = ClusterTls.of(Keys.make(folder, "ours"), Keys.PASSWORD);
        sockets = new LimitedTls(keys.context()).createSocketFactory();
    }

    private static SSLSocket connect(ServerSocket server) throws Exception {
        SSLSocket socket = (SSLSocket) sockets.createSocket("test");
        socket.connect(server.getLocalSocketAddress());
        return socket;
    }

    @Test
    @DisplayName("ends after some time")
    void givesUp() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                SSLSocket socket = connect(mute)) {
            assertThatThrownBy(socket::startHandshake).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    @DisplayName("is another thing than a connection on which nothing is said later")
    void letsMembersBeSilent() throws Exception {
        try (ServerSocket server = sockets.createServerSocket("test", 0, 5, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Integer> heard = CompletableFuture.supplyAsync(() -> {
                try (SSLSocket accepted = (SSLSocket) server.accept()) {
                    return accepted.getInputStream().read();
                } catch (Exception broken) {
                    throw new IllegalStateException(broken);
                }
            });
            try (SSLSocket socket = connect(server)) {
                socket.startHandshake();
                while (socket.getSoTimeout() != 0) {
                    Thread.sleep(10);
                }
                socket.getOutputStream().write(7);
                assertThat(heard.get()).isEqualTo(7);
            }
        }
    }
}
