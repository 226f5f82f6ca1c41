package dev.footbridge.loop;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.footbridge.internal.Deferred;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.L_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Races for the right to run on a loop. */
public final class BatonRaces {

    private static final EventLoop LOOP = EventLoop.open();
    private static final Duration LONG = Duration.ofSeconds(10);

    private BatonRaces() {}

    /** Two threads call into one loop and change the same variable there. */
    @JCStressTest
    @Outcome(id = "2", expect = ACCEPTABLE, desc = "one after the other")
    @Outcome(expect = FORBIDDEN, desc = "both ran at once, or one did not see the other's write")
    @State
    public static class Exclusion {

        private int sum;

        @Actor
        public void first() {
            LOOP.call(this::add);
        }

        @Actor
        public void second() {
            LOOP.call(this::add);
        }

        private int add() {
            sum = sum + 1;
            return sum;
        }

        @Arbiter
        public void look(I_Result seen) {
            seen.r1 = sum;
        }
    }

    /** A thread lets the baton lie while another one brings work and finds it held. */
    @JCStressTest
    @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "somebody looked at what each of them brought")
    @Outcome(expect = FORBIDDEN, desc = "work lies in the inbox of a loop that nobody holds")
    @State
    public static class LetLie {

        private final Core core = new Core(LOOP, EventLoopOptions.DEFAULT, null);
        private boolean firstDone;
        private boolean secondDone;

        @Actor
        public void first() {
            core.entrance.perform(() -> firstDone = true);
        }

        @Actor
        public void second() {
            core.entrance.perform(() -> secondDone = true);
        }

        @Arbiter
        public void look(ZZ_Result seen) {
            seen.r1 = firstDone;
            seen.r2 = secondDone;
        }
    }

    /** A coroutine begins to wait for a value that another thread sets at that moment. */
    @JCStressTest
    @Outcome(id = "value", expect = ACCEPTABLE, desc = "it has the value, whether it slept or not")
    @Outcome(expect = FORBIDDEN, desc = "it missed the wake-up")
    @State
    public static class Await {

        private final Deferred<String> promise = new Deferred<>("value");

        @Actor
        public void coroutine(L_Result seen) {
            seen.r1 = LOOP.call(() -> {
                try {
                    return promise.result(LONG);
                } catch (TimeoutException missed) {
                    return missed;
                }
            });
        }

        @Actor
        public void other() {
            promise.set("value");
        }
    }
}
