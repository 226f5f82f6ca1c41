package dev.footbridge.cli.bench.hosts;

import dev.footbridge.cluster.ClusterOptions;
import dev.footbridge.cluster.net.Stack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jgroups.Address;
import org.jgroups.JChannel;
import org.jgroups.Message;
import org.jgroups.blocks.MethodCall;
import org.jgroups.blocks.RequestOptions;
import org.jgroups.blocks.ResponseMode;
import org.jgroups.blocks.RpcDispatcher;

/** The bare engine: a member that answers calls, or one that makes them, on the same protocols as a cluster's. */
final class EngineSide implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final JChannel channel;
    private final RpcDispatcher dispatcher;
    private final AtomicInteger turn = new AtomicInteger();
    /** Out of band, or calls to one member would run one after another there. */
    private final RequestOptions options = new RequestOptions(ResponseMode.GET_FIRST, LIMIT.toMillis())
            .flags(Message.Flag.OOB);
    private List<Address> members = List.of();

    private EngineSide(JChannel channel) {
        this.channel = channel;
        this.dispatcher = new RpcDispatcher(channel, new Answers());
    }

    /** What a member answers. */
    public static final class Answers {

        /** The next number. */
        public int next(int number) {
            return number + 1;
        }
    }

    static EngineSide join(ClusterOptions options) {
        try {
            JChannel channel = new JChannel(Stack.of(options)).name(options.memberName());
            EngineSide side = new EngineSide(channel);
            channel.connect(options.name());
            return side;
        } catch (Exception e) {
            throw new IllegalStateException("the bare engine did not start: " + e, e);
        }
    }

    /** Waits until there are so many others. */
    void awaitMembers(int count) {
        long end = System.nanoTime() + LIMIT.toNanos();
        do {
            List<Address> others = new ArrayList<>(channel.view().getMembers());
            others.remove(channel.address());
            members = others;
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        } while (members.size() < count && System.nanoTime() - end < 0);
        if (members.size() < count) {
            throw new IllegalStateException("the bare engine has " + members.size() + " other members of " + count);
        }
    }

    /** Calls the members in turn. */
    int next(int number) {
        Address member = members.get(Math.floorMod(turn.getAndIncrement(), members.size()));
        try {
            Integer result = dispatcher.callRemoteMethod(member,
                    new MethodCall("next", new Object[]{number}, new Class<?>[]{int.class}), options);
            return result;
        } catch (Exception e) {
            throw new IllegalStateException("a call of the bare engine failed: " + e, e);
        }
    }

    @Override
    public void close() {
        dispatcher.stop();
        channel.close();
    }
}
