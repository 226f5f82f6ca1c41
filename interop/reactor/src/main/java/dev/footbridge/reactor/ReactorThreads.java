package dev.footbridge.reactor;

import dev.footbridge.NonBlockingThreads;
import reactor.core.scheduler.NonBlocking;

/** Reactor's threads that must not block, such as those of {@code Schedulers.parallel()}. Found as a service. */
public final class ReactorThreads implements NonBlockingThreads {

    /** For the service loader. */
    public ReactorThreads() {}

    @Override
    public boolean includes(Thread thread) {
        return thread instanceof NonBlocking;
    }
}
