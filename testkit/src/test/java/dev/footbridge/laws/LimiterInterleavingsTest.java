package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.AsyncCallable;
import dev.footbridge.Task;
import dev.footbridge.laws.BrokenTurnstile.Flaw;
import dev.footbridge.sync.Limiter;
import dev.footbridge.sync.Limiter.Permit;
import dev.footbridge.testkit.Interleaving;
import dev.footbridge.testkit.Interleavings;
import dev.footbridge.testkit.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A limiter in thousands of orders, while its limit goes up and down, and with async functions that end sometime. */
@Timeout(60)
class LimiterInterleavingsTest {

    private static final int RUNS = 2_000;
    private static final int MOST = 4;

    /** A turnstile whose number of permits can be set. */
    private record Adjustable(Turnstile turnstile, IntConsumer limit) {}

    private static Adjustable sound(int limit) {
        Limiter limiter = Limiter.of(limit);
        return new Adjustable(Turnstile.of(limiter), limiter::setLimit);
    }

    private static Adjustable broken(Flaw flaw, int limit) {
        BrokenTurnstile turnstile = new BrokenTurnstile(flaw, limit);
        int[] now = {limit};
        return new Adjustable(turnstile, next -> {
            turnstile.adjust(next - now[0]);
            now[0] = next;
        });
    }

    private static Scenario turns(IntFunction<Adjustable> limiter) {
        return run -> {
            int[] limit = {1 + run.draw(MOST)};
            Adjustable adjustable = limiter.apply(limit[0]);
            FairTurns judge = new FairTurns(limit[0]);
            for (int i = run.draw(4); i > 0; i--) {
                int next = 1 + run.draw(MOST);
                run.sometime(() -> {
                    judge.returned(next - limit[0]);
                    limit[0] = next;
                    adjustable.limit().accept(next);
                    judge.check(adjustable.turnstile());
                });
            }
            new Turns(run, adjustable.turnstile(), judge, 1).take();
        };
    }

    @Test
    @DisplayName("law 9: places are conserved while the limit goes up and down, whatever is cancelled, in any order")
    void conservesItsPlaces() {
        Interleavings.of(RUNS).explore(turns(LimiterInterleavingsTest::sound));
    }

    @Test
    void theCheckFindsNothingWrongWithASoundTwin() {
        Interleavings.of(RUNS / 4).explore(turns(limit -> broken(Flaw.NONE, limit)));
    }

    @ParameterizedTest(name = "the check finds a limiter with a flaw: {0}")
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"NONE", "FORGETS_THOSE_BEHIND", "LETS_OTHERS_OVERTAKE"})
    @DisabledIfSystemProperty(named = "footbridge.seed", matches = ".+")
    void theCheckFindsABrokenTwin(Flaw flaw) {
        assertThatThrownBy(() -> Interleavings.of(RUNS).explore(turns(limit -> broken(flaw, limit))))
                .isInstanceOf(AssertionError.class).hasMessageContaining("fails with seed");
    }

    /** How an async function is limited. */
    private interface Limiting {
        AsyncCallable<String> limited(Limiter limiter, AsyncCallable<String> function);
    }

    /** Async functions that are under way for a while, some of them also after their task was cancelled. */
    private static final class Requests {

        private final Interleaving run;
        private int underWay;
        private int most;

        Requests(Interleaving run) {
            this.run = run;
        }

        AsyncCallable<String> request(boolean deaf) {
            return () -> {
                underWay++;
                most = Math.max(most, underWay);
                CompletableFuture<String> reply = new CompletableFuture<>() {
                    @Override
                    public boolean cancel(boolean mayInterruptIfRunning) {
                        return !deaf && super.cancel(mayInterruptIfRunning);
                    }
                };
                CompletableFuture<String> counted = reply.whenComplete((_, _) -> underWay--);
                run.sometime(() -> {
                    if (run.coin()) {
                        reply.complete("done");
                    } else {
                        reply.cancel(true);
                        reply.complete("done all the same");
                    }
                });
                assertThat(counted).isNotDone();
                return reply;
            };
        }
    }

    private static Scenario requests(Limiting limiting) {
        return run -> {
            int limit = 1 + run.draw(MOST - 1);
            Limiter limiter = Limiter.of(limit);
            Requests requests = new Requests(run);
            List<Task<String>> tasks = new ArrayList<>();
            for (int i = 3 + run.draw(5); i > 0; i--) {
                Task<String> task = run.loop().start(limiting.limited(limiter, requests.request(run.coin())));
                tasks.add(task);
                if (run.coin()) {
                    run.sometime(task::cancel);
                }
            }
            tasks.forEach(Outcomes::check);
            assertThat(requests.most).as("the most under way at once").isLessThanOrEqualTo(limit);
            List<Permit> all = new ArrayList<>();
            for (int i = 0; i < limit; i++) {
                all.add(limiter.acquire());
            }
            assertThat(requests.underWay).as("under way while all places are taken").isZero();
            assertThat(limiter.tryAcquire()).isEmpty();
            assertThat(limiter.stats().peak()).isLessThanOrEqualTo(limit);
            all.forEach(Permit::close);
            assertThat(limiter.stats().running()).isZero();
            assertThat(limiter.stats().waiting()).isZero();
        };
    }

    @Test
    @DisplayName("B14: async functions keep their places until their stages have completed, in any order")
    void keepsThePlacesOfAsyncFunctions() {
        Interleavings.of(RUNS).explore(requests((limiter, function) -> limiter.limited(function)));
    }

    @Test
    @DisplayName("B14: the check finds a limiter that gives places away when tasks are cancelled")
    @DisabledIfSystemProperty(named = "footbridge.seed", matches = ".+")
    void theCheckFindsPlacesGivenAwayTooEarly() {
        Limiting hasty = (limiter, function) -> () -> {
            try (Permit _ = limiter.acquire()) {
                String reply = Async.await(function.call());
                return CompletableFuture.completedFuture(reply);
            }
        };
        assertThatThrownBy(() -> Interleavings.of(RUNS).explore(requests(hasty)))
                .isInstanceOf(AssertionError.class).hasMessageContaining("fails with seed");
    }
}
