package dev.footbridge.sync;

import dev.footbridge.Async;
import dev.footbridge.stress.Exclusive;
import dev.footbridge.stress.Load;
import dev.footbridge.stress.Violations;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes places from many threads and loops, in every way and with every early end; says what broke. */
final class PlacesLoad {

    private final Places places;
    private final int most;
    private final int largest;
    private final Violations violations = new Violations();
    private final Exclusive state = new Exclusive();
    private final AtomicInteger inside = new AtomicInteger();

    private PlacesLoad(Places places, int most, int largest) {
        this.places = places;
        this.most = most;
        this.largest = largest;
    }

    /**
     * Puts the load on the places, of which there are so many in the end and never were more; so many are taken at
     * once. Each operation also does what is given here.
     */
    static List<String> on(Places places, int most, int largest, int operations, long seed, Duration limit,
            Runnable beside) {
        PlacesLoad load = new PlacesLoad(places, most, largest);
        try (Somewhere somewhere = new Somewhere()) {
            Load.drive(seed, limit, load.violations, random -> {
                for (int i = 0; i < operations && !load.violations.any(); i++) {
                    int spins = random.nextInt(30);
                    SplittableRandom own = random.split();
                    somewhere.run(random, () -> load.visit(own, spins));
                    beside.run();
                }
            });
        }
        return load.violations.all();
    }

    /** What must hold when all have gone. */
    static List<String> leftovers(Places places, int most) {
        Violations violations = new Violations();
        if (places.waiting() != 0) {
            violations.add(places.waiting() + " wait at the end");
        }
        for (int i = 0; i < most; i++) {
            if (!places.tryTake(1)) {
                violations.add("only " + i + " places are left of " + most);
                return violations.all();
            }
        }
        if (places.tryTake(1)) {
            violations.add("there are more places than " + most);
        }
        return violations.all();
    }

    private boolean visit(SplittableRandom random, int spins) {
        int wanted = 1 + random.nextInt(largest);
        boolean taken = switch (random.nextInt(4)) {
            case 0 -> places.tryTake(wanted);
            case 1 -> places.tryTake(wanted, Duration.ofNanos(random.nextInt(100_000)));
            default -> {
                places.take(wanted);
                yield true;
            }
        };
        if (taken) {
            try {
                stay(wanted, spins, random.nextInt(4));
            } finally {
                inside.addAndGet(-wanted);
                places.giveBack(wanted);
            }
        }
        return taken;
    }

    private void stay(int wanted, int spins, int kind) {
        int now = inside.addAndGet(wanted);
        if (now > most) {
            violations.add(now + " places of " + most + " are taken at once");
        }
        if (most == 1) {
            state.touch(spins);
            if (state.overlaps() > 0 || state.lost() != 0) {
                violations.add("two were inside at once, or one did not see what the other did");
            }
        }
        if (kind == 0) {
            Async.yieldNow();
        } else if (kind == 1) {
            Async.sleep(Duration.ofNanos(spins * 100L));
        }
    }
}
