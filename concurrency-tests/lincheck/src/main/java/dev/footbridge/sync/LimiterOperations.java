package dev.footbridge.sync;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;

/** What threads do with a limiter: take a place, leave it, change the limit. Each keeps the places that it took. */
public final class LimiterOperations {

    private static final int THREADS = 4;

    private final Limiter limiter = Limiter.of(1);
    private final List<ArrayDeque<Limiter.Permit>> mine = Stream.generate(ArrayDeque<Limiter.Permit>::new)
            .limit(THREADS).toList();

    @Operation
    public boolean tryAcquire(@Param(gen = ThreadIdGen.class) int thread) {
        Optional<Limiter.Permit> permit = limiter.tryAcquire();
        permit.ifPresent(mine.get(thread)::push);
        return permit.isPresent();
    }

    @Operation
    public boolean leave(@Param(gen = ThreadIdGen.class) int thread) {
        Limiter.Permit permit = mine.get(thread).poll();
        if (permit == null) {
            return false;
        }
        permit.close();
        return true;
    }

    @Operation
    public void setLimit(@Param(gen = IntGen.class, conf = "1:2") int limit) {
        limiter.setLimit(limit);
    }
}
