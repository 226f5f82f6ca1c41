package dev.footbridge.benchmarks.bridge;

import com.softwaremill.jox.Channel;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Where a caller waits for its answers; with room for one, so that whoever answers does not wait. */
@State(Scope.Thread)
public class JoxReply {

    final Channel<String> channel = Channel.newBufferedChannel(1);
}
