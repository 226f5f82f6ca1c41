package dev.footbridge.vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.threads.ThreadPool;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Event loops in turns of Vert.x's and Netty's. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ForeignLoopsTest {

    @Test
    @DisplayName("law 1: coroutines on a Vert.x context are atomic towards its handlers, and sections are on it")
    void runsOnAVertxContext() throws Exception {
        Vertx vertx = Vertx.vertx();
        Context context = vertx.getOrCreateContext();
        Executor executor = task -> context.runOnContext(_ -> task.run());
        try (EventLoop loop = EventLoop.on(executor, o -> o.withName("vertx")); ThreadPool pool = ThreadPool.open()) {
            assertThat(loop.atomically(Vertx::currentContext)).isSameAs(context);
            int[] shared = {0}; // touched by handlers of the context and by coroutines, without a lock
            Task<?> counting = loop.start(() -> {
                for (int i = 0; i < 200; i++) {
                    int seen = shared[0];
                    Thread.onSpinWait();
                    shared[0] = seen + 1;
                    context.runOnContext(_ -> shared[0]++);
                    if (i % 10 == 0) {
                        Async.await(pool.start(() -> 1));
                    }
                }
            });
            counting.result();
            VertxFutures.await(vertx.timer(1, TimeUnit.MILLISECONDS));
            assertThat(loop.atomically(() -> shared[0])).isEqualTo(400);
            Throwable refused = VertxFutures.await(io.vertx.core.Future.<Throwable>future(promise -> context
                    .runOnContext(_ -> promise.complete(org.assertj.core.api.Assertions.catchThrowable(
                            () -> pool.start(() -> Async.sleep(Duration.ofHours(1))).result())))));
            assertThat(refused).isInstanceOf(IllegalStateException.class).hasMessageContaining("must not be blocked");
            pool.abort();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get();
        }
    }

    /** Answers each line: a coroutine on the channel's own event loop asks a pool for what only a blocking call can tell. */
    private static final class Answering extends ChannelInboundHandlerAdapter {

        private final ThreadPool pool;
        private final AtomicInteger inLoop;
        private EventLoop loop;
        private int lines;

        Answering(ThreadPool pool, AtomicInteger inLoop) {
            this.pool = pool;
            this.inLoop = inLoop;
        }

        @Override
        public void channelActive(ChannelHandlerContext channel) {
            loop = EventLoop.on(channel.channel().eventLoop(), o -> o.withName("netty"));
        }

        @Override
        public void channelRead(ChannelHandlerContext channel, Object message) {
            ByteBuf buffer = (ByteBuf) message;
            String line = buffer.toString(StandardCharsets.UTF_8);
            buffer.release();
            var _ = loop.start(() -> {
                int number = ++lines; // as safe as in the handler
                String answer = pool.start(() -> line.toUpperCase(java.util.Locale.ROOT)).result();
                loop.atomically(() -> {
                    if (channel.channel().eventLoop().inEventLoop()) {
                        inLoop.incrementAndGet();
                    }
                    channel.writeAndFlush(Unpooled.copiedBuffer(number + " " + answer + "\n", StandardCharsets.UTF_8));
                });
            });
        }
    }

    @Test
    @DisplayName("a Netty handler answers from coroutines on its channel's own event loop")
    void servesOnANettyEventLoop() throws Exception {
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        AtomicInteger inLoop = new AtomicInteger();
        try (ThreadPool pool = ThreadPool.open()) {
            Channel server = new ServerBootstrap().group(group).channel(NioServerSocketChannel.class)
                    .childHandler(new ChannelInitializer<>() {
                        @Override
                        protected void initChannel(Channel channel) {
                            channel.pipeline().addLast(new LineBasedFrameDecoder(80), new Answering(pool, inLoop));
                        }
                    }).bind(InetAddress.getLoopbackAddress(), 0).sync().channel();
            int port = ((InetSocketAddress) server.localAddress()).getPort();
            try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port);
                    BufferedReader answers = new BufferedReader(
                            new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
                for (int i = 1; i <= 50; i++) {
                    client.getOutputStream().write(("line " + i + "\n").getBytes(StandardCharsets.UTF_8));
                    assertThat(answers.readLine()).isEqualTo(i + " LINE " + i);
                }
            }
            assertThat(inLoop).hasValue(50);
        } finally {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
        }
    }

    @Test
    @DisplayName("law 4: when Netty's loop is shut down the coroutines on it are cancelled, and clean up")
    void endsWithNetty() throws Exception {
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        EventLoop loop = EventLoop.on(group.next(), o -> o.withName("netty"));
        AtomicInteger cleaned = new AtomicInteger();
        Task<?> task = loop.start(() -> {
            try {
                Async.sleep(Duration.ofHours(1));
            } finally {
                cleaned.incrementAndGet();
            }
        });
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
        assertThatThrownBy(task::result).isInstanceOf(CancelledException.class)
                .hasMessageContaining("runs nothing any more");
        assertThat(cleaned.get()).isLessThanOrEqualTo(1); // it may have been cancelled before it began
        loop.close();
    }
}
