package dev.footbridge.conformance.interop;

import java.util.stream.Stream;

/** The other libraries, each publishing and taking on the thread that asks or gives, and on threads of its own. */
final class Peers {

    private Peers() {}

    static Stream<Peer> all() {
        return Stream.of(
                new ReactorPeer("Reactor", reactor.core.scheduler.Schedulers.immediate()),
                new ReactorPeer("Reactor on its own threads", reactor.core.scheduler.Schedulers.parallel()),
                new RxJavaPeer("RxJava", io.reactivex.rxjava3.schedulers.Schedulers.trampoline()),
                new RxJavaPeer("RxJava on its own threads", io.reactivex.rxjava3.schedulers.Schedulers.computation()));
    }
}
