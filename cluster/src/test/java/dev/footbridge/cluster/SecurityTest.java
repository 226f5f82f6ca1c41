package dev.footbridge.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.cluster.net.Stack;
import dev.footbridge.cluster.wire.CodePrints;
import dev.footbridge.cluster.wire.Packet;
import dev.footbridge.cluster.wire.Packets;
import dev.footbridge.processes.RemoteCallable;
import dev.footbridge.processes.job.Kind;
import dev.footbridge.processes.wire.Codec;
import dev.footbridge.processes.wire.DefaultFilter;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jgroups.Address;
import org.jgroups.BytesMessage;
import org.jgroups.JChannel;
import org.jgroups.Message;
import org.jgroups.Receiver;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Strangers who connect to a member's port get nowhere")
class SecurityTest {

    private static final String LOOPBACK = "127.0.0.1";
    /** Nobody is to be taken for lost here, however slow the machine is: who is lost starts over, with another session. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    static Path folder;

    private static ClusterTls ours;
    private static ClusterTls theirs;

    private final int port = Ports.next();

    @BeforeAll
    static void makeKeys() throws Exception {
        ours = ClusterTls.of(keys("ours"), Keys.PASSWORD);
        theirs = ClusterTls.of(keys("theirs"), Keys.PASSWORD);
    }

    private static Path keys(String name) throws Exception {
        return Keys.make(folder, name);
    }

    private ClusterOptions common(ClusterOptions o) {
        return o.withName("guarded").withMembers(LOOPBACK + ":" + port).withPort(port).withPortRange(3)
                .withOpenTimeout(Duration.ofSeconds(30));
    }

    private Cluster member(UnaryOperator<ClusterOptions> set) {
        return Cluster.open(o -> set.apply(common(o).withSlots(1).withMemberName("member").withMinimumMembers(0)));
    }

    private Cluster submitter(UnaryOperator<ClusterOptions> set) {
        return Cluster.open(o -> set.apply(common(o).withMemberName("submitter")));
    }

    @Test
    @DisplayName("members with each other's keys work together")
    void trustsItsOwn() {
        try (Cluster member = member(o -> o.withTls(ours)); Cluster submitter = submitter(o -> o.withTls(ours))) {
            assertThat(submitter.<Integer>call(() -> 1)).isEqualTo(1);
            assertThat(member.address()).isEqualTo(LOOPBACK + ":" + port);
        }
    }

    @Test
    @DisplayName("an engine of the same kind without the key, with another key, or with the name alone, sees nobody")
    void refusesOtherKeys() {
        try (Cluster member = member(o -> o.withTls(ours))) {
            for (ClusterTls key : List.of(theirs, ClusterTls.NONE)) {
                assertThatThrownBy(() -> submitter(o -> o.withTls(key).withOpenTimeout(Duration.ofSeconds(2))).close())
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("has 0 members that run jobs, of 1 in sight");
            }
            try (Cluster submitter = submitter(o -> o.withTls(ours))) {
                assertThat(submitter.<Integer>call(() -> 1)).isEqualTo(1);
            }
            assertThat(member.stats().serving()).isZero();
        }
    }

    @Test
    @DisplayName("garbage, the bytes of scanners and half-open connections disturb nobody, with TLS and without")
    void bearsGarbage() throws Exception {
        for (ClusterTls tls : List.of(ours, ClusterTls.NONE)) {
            try (Cluster member = member(o -> o.withTls(tls)); Cluster submitter = submitter(o -> o.withTls(tls))) {
                List<Socket> open = new ArrayList<>();
                Random random = new Random(5);
                for (int i = 0; i < 60; i++) {
                    byte[] garbage = new byte[random.nextInt(3_000)];
                    random.nextBytes(garbage);
                    switch (i % 6) {
                        case 0 -> garbage = "GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
                        case 1 -> garbage = "SSH-2.0-scan\r\n".getBytes(StandardCharsets.US_ASCII);
                        case 2 -> garbage = new byte[]{0x16, 3, 1, 0x7f, (byte) 0xff, 1};
                        case 3 -> garbage = new byte[]{'b', 'e', 'l', 'a', 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff};
                        default -> {
                        }
                    }
                    Socket stranger = new Socket(LOOPBACK, port);
                    try {
                        stranger.getOutputStream().write(garbage);
                        stranger.getOutputStream().flush();
                    } catch (IOException refused) {
                        // as it should be
                    }
                    if (i % 2 == 0) {
                        stranger.close();
                    } else {
                        open.add(stranger);
                    }
                }
                for (int i = 0; i < 50; i++) {
                    int number = i;
                    assertThat(submitter.<Integer>call(() -> number)).isEqualTo(i);
                }
                for (Socket stranger : open) {
                    stranger.close();
                }
                assertThat(submitter.stats().lost()).isZero();
            }
        }
    }

    /** Joins as the same engine would without Footbridge; what it hears goes there. */
    private JChannel join(BlockingQueue<Message> heard) throws Exception {
        JChannel engine = new JChannel(Stack.of(common(ClusterOptions.DEFAULT).withFailureTimeout(PATIENCE)));
        try {
            engine.setReceiver(new Receiver() {
                @Override
                public void receive(Message message) {
                    heard.add(message);
                }
            });
            engine.connect("guarded");
            while (engine.getView().size() < 2) { // alone at first, when the member was slow to answer
                Thread.sleep(10);
            }
            return engine;
        } catch (Throwable failed) {
            engine.close();
            throw failed;
        }
    }

    /** The member of Footbridge's among those that an engine sees. */
    private static Address memberSeenBy(JChannel engine) {
        return engine.getView().getMembers().stream().filter(member -> member.toString().equals("member")).findAny()
                .orElseThrow();
    }

    @Test
    @DisplayName("a member of the engine that speaks no Footbridge is complained of once, and runs nothing")
    void bearsForeignMembers() throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        try (Cluster member = member(o -> o.withFailureHandler((_, error) -> told.add(error.getMessage())));
                JChannel foreign = join(new LinkedBlockingQueue<>())) {
            Address to = memberSeenBy(foreign);
            for (int i = 0; i < 5; i++) {
                foreign.send(new BytesMessage(to, new byte[]{99, 1, 2, 3}));
                foreign.send(new BytesMessage(to));
            }
            while (told.isEmpty()) {
                Thread.sleep(10);
            }
            assertThat(told).singleElement().asString().contains("cannot be worked with: what it sent is no packet");
            assertThat(member.stats().serving()).isZero();
        }
    }

    static final AtomicInteger RUNS = new AtomicInteger();

    @Test
    @DisplayName("a job that is sent again, in the same session or by somebody who recorded it, does not run again")
    void refusesReplays() throws Exception {
        RUNS.set(0);
        Codec codec = new Codec(SecurityTest.class.getClassLoader(), CodePrints.INSTANCE, DefaultFilter.INSTANCE,
                1 << 20);
        byte[] job = codec.encode(RemoteCallable.of(() -> RUNS.incrementAndGet()), () -> "the job");
        try (Cluster _ = member(o -> o.withFailureTimeout(PATIENCE));
                Stranger first = new Stranger();
                Stranger second = new Stranger()) {
            Packet.Run run = new Packet.Run(first.session, 1, 7, 1, Kind.BLOCKING, false, false, false, "job", job);
            first.send(run);
            assertThat(first.result(codec)).isEqualTo(1);

            first.send(run);
            first.send(new Packet.Run(first.session, 1, 8, 1, Kind.BLOCKING, false, false, false, "job", job));
            assertThat(second.session).isNotEqualTo(first.session);
            second.send(run);
            first.send(new Packet.Run(first.session, 2, 9, 1, Kind.BLOCKING, false, false, false, "job", job));
            assertThat(first.result(codec)).isEqualTo(2);
            second.send(new Packet.Run(second.session, 1, 1, 1, Kind.BLOCKING, false, false, false, "job", job));
            assertThat(second.result(codec)).isEqualTo(3);
        }
    }

    /** Speaks as a submitter would, and says more than one would. */
    private final class Stranger implements AutoCloseable {

        private final BlockingQueue<Message> heard = new LinkedBlockingQueue<>();
        private final JChannel engine = join(heard);
        private final Address member = memberSeenBy(engine);
        /** What the member offers. */
        private final long session;

        Stranger() throws Exception {
            send(new Packet.Hello(Packet.PROTOCOL, Runtime.version().feature(), false, 0, "engine", 0, 0, 0, 0));
            session = next(Packet.Hello.class).session();
        }

        void send(Packet packet) throws Exception {
            engine.send(new BytesMessage(member, Packets.encode(packet)));
        }

        Object result(Codec codec) throws Exception {
            return codec.decode(next(Packet.Reply.class).body(), () -> "the result");
        }

        private <P extends Packet> P next(Class<P> type) throws Exception {
            for (;;) {
                Message message = heard.take();
                Packet packet = Packets.decode(message.getArray(), message.getOffset(), message.getLength());
                if (message.getSrc().equals(member) && type.isInstance(packet)) {
                    return type.cast(packet);
                }
            }
        }

        @Override
        public void close() {
            engine.close();
        }
    }

    @Test
    @DisplayName("key stores that cannot be used are refused with the file and the remedy")
    void refusesBadKeyStores() throws Exception {
        Path good = keys("good");
        assertThatThrownBy(() -> ClusterTls.of(good, "wrong".toCharArray()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the key store " + good + " cannot be read")
                .hasMessageContaining("Give a PKCS 12 file and its password");
        assertThatThrownBy(() -> ClusterTls.of(folder.resolve("none.p12"), Keys.PASSWORD))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("none.p12 cannot be read");
    }
}
