package dev.footbridge.benchmarks.bridge;

import com.softwaremill.jox.Channel;
import java.util.concurrent.Callable;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A virtual thread that runs the jobs of a channel, one at a time, and answers each on the channel that came with it. */
@State(Scope.Benchmark)
public class JoxServer {

    private record Request(Callable<String> job, Channel<String> reply) {}

    private final Channel<Request> requests = Channel.newBufferedChannel(16);
    private final Thread thread = server(requests);

    String call(Callable<String> job, JoxReply reply) throws InterruptedException {
        requests.send(new Request(job, reply.channel));
        return reply.channel.receive();
    }

    private static Thread server(Channel<Request> requests) {
        return Thread.startVirtualThread(() -> serve(requests));
    }

    private static void serve(Channel<Request> requests) {
        try {
            while (requests.receiveOrClosed() instanceof Request(Callable<String> job, Channel<String> reply)) {
                reply.send(job.call());
            }
        } catch (Exception e) {
            requests.error(e);
        }
    }

    /** Ends the thread. */
    @TearDown
    public void close() throws InterruptedException {
        requests.done();
        thread.join();
    }
}
