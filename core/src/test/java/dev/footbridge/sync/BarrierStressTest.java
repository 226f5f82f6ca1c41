package dev.footbridge.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.stress.Load;
import dev.footbridge.stress.Violations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A barrier to which more come than it has parties, and which some leave: each round lets go as many as it counted. */
@Timeout(1_800)
class BarrierStressTest {

    private static final int PARTIES = 3;

    private final long seed = Load.seed();

    /** A wait at the barrier: the real one, or one with a flaw. */
    private interface Waiting {
        int await(AsyncBarrier barrier, Duration limit) throws TimeoutException;
    }

    private static int sound(AsyncBarrier barrier, Duration limit) throws TimeoutException {
        return limit.isZero() ? barrier.await() : barrier.await(limit);
    }

    private List<String> load(long rounds, Waiting waiting) {
        AsyncBarrier barrier = AsyncBarrier.of(PARTIES);
        AtomicLongArray places = new AtomicLongArray(PARTIES);
        Violations violations = new Violations();
        try (Somewhere somewhere = new Somewhere()) {
            Load.drive(seed, Load.limit(), violations, random -> {
                while (barrier.stats().trips() < rounds) {
                    Duration limit = random.nextInt(3) == 0
                            ? Duration.ofNanos(1 + random.nextInt(50_000))
                            : Duration.ZERO;
                    somewhere.run(random, () -> arrive(barrier, waiting, limit, places));
                }
                barrier.abort();
            });
        }
        List<String> found = new ArrayList<>(violations.all());
        BarrierStats end = barrier.stats();
        for (int place = 0; place < PARTIES; place++) {
            if (places.get(place) != end.trips()) {
                found.add("place " + place + " was given " + places.get(place) + " times in " + end);
            }
        }
        return found;
    }

    private static boolean arrive(AsyncBarrier barrier, Waiting waiting, Duration limit, AtomicLongArray places) {
        try {
            places.incrementAndGet(waiting.await(barrier, limit));
            return true;
        } catch (TimeoutException | BarrierBrokenException left) {
            return false;
        }
    }

    @Test
    @DisplayName("law 3: under load, with parties that leave, each round gives each place to exactly one that goes on")
    void givesEachPlaceOncePerRound() {
        assertThat(load(Load.operations(), BarrierStressTest::sound)).as("seed %d", seed).isEmpty();
    }

    @Test
    void theCheckFindsOneThatWasCountedAndDoesNotGoOn() {
        AtomicInteger arrivals = new AtomicInteger();
        assertThat(load(1_000, (barrier, limit) -> {
            int place = sound(barrier, limit);
            if (arrivals.incrementAndGet() % 500 == 0) {
                throw new TimeoutException("too late");
            }
            return place;
        })).as("seed %d", seed).anyMatch(found -> found.contains("was given"));
    }
}
