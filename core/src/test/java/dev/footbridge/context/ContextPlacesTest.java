package dev.footbridge.context;

import static dev.footbridge.Async.await;
import static dev.footbridge.Async.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.Task;
import dev.footbridge.testing.Gate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Context where one thread serves several jobs in turn, or one inside the other. */
@Timeout(60)
class ContextPlacesTest {

    private final Marks marks = Marks.carried();
    private final Places places = new Places();

    @AfterEach
    void close() {
        places.close();
        marks.close();
    }

    @Test
    @DisplayName("H1, law 6: a job that its waiter runs sees its starter's context, and the waiter keeps its own")
    void isOfTheStarterForAJobThatACoroutineRunsWhileItWaits() {
        places.loop.call(() -> {
            List<Task<String>> tasks = new ArrayList<>();
            Thread[] ran = new Thread[1];
            Marks.with("starter", () -> {
                tasks.add(places.loop.start(() -> {
                    ran[0] = Thread.currentThread();
                    String seen = Marks.change();
                    yieldNow();
                    return seen;
                }));
            });
            Marks.with("waiter", () -> {
                assertThat(tasks.getFirst().result()).isEqualTo(Marks.all("starter"));
                assertThat(Marks.seen()).isEqualTo(Marks.all("waiter"));
            });
            assertThat(ran[0]).isSameAs(Thread.currentThread());
        });
    }

    @Test
    @DisplayName("H1, law 6: so does one that a plain thread runs while it waits, started with a context or without")
    void isOfTheStarterForAJobThatAThreadRunsWhileItWaits() {
        int inPlace = 0;
        for (int i = 0; i < 10_000 && inPlace < 20; i++) {
            Thread[] ran = new Thread[1];
            String mark = i % 2 == 0 ? "starter" : "";
            Task<String> task = mark.isEmpty() ? start(ran) : Marks.with(mark, () -> List.of(start(ran))).getFirst();
            Marks.with("waiter", () -> {
                assertThat(task.result()).isEqualTo(mark.isEmpty() ? Marks.NONE : Marks.all(mark));
                assertThat(Marks.seen()).isEqualTo(Marks.all("waiter"));
            });
            inPlace += ran[0] == Thread.currentThread() ? 1 : 0;
        }
        assertThat(inPlace).as("jobs that this thread ran").isPositive();
    }

    private Task<String> start(Thread[] ran) {
        return places.loop.start(() -> {
            ran[0] = Thread.currentThread();
            return Marks.change();
        });
    }

    @Test
    @DisplayName("H1: a queued job sees its submitter's context, not that of the job whose place it gets")
    void isOfTheSubmitterForAQueuedJob() {
        try (Gate gate = new Gate()) {
            Task<String> first = Marks.with("first", () -> List.of(places.one.start(() -> {
                gate.passDeaf();
                return Marks.change();
            }))).getFirst();
            Task<String> second = Marks.with("second", () -> List.of(places.one.start(Marks::change))).getFirst();
            Task<String> third = places.one.start(Marks::change);
            assertThat(places.one.tryStart(Marks::seen)).isEmpty();
            gate.open();
            assertThat(List.of(first.result(), second.result(), third.result()))
                    .containsExactly(Marks.all("first"), Marks.all("second"), Marks.NONE);
        }
    }

    @Test
    @DisplayName("H1: so does one that gets the place of a job that waits")
    void isOfTheSubmitterForAJobInTheRoomOfOneThatWaits() {
        assertThat(Marks.with("outer", () -> places.one.call(() -> {
            String before = Marks.change();
            String inner = places.one.call(Marks::seen);
            return before + " " + inner;
        }))).isEqualTo(Marks.all("outer") + " changed/changed/outer");
    }

    @Test
    void isEachCoroutinesOwnWhileTheyTakeTurns() {
        List<String> seen = new CopyOnWriteArrayList<>();
        places.loop.call(() -> {
            List<Task<Void>> tasks = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                String mine = "mark " + i;
                Marks.with(mine, () -> {
                    tasks.add(places.loop.start(() -> {
                        for (int turn = 0; turn < 20; turn++) {
                            if (!Marks.seen().equals(Marks.all(mine))) {
                                seen.add(Marks.seen() + " instead of " + mine);
                            }
                            yieldNow();
                        }
                    }));
                });
            }
            Async.complete(tasks);
        });
        assertThat(seen).isEmpty();
    }

    @Test
    void isEachSidesOwnInNestedCalls() {
        assertThat(Marks.with("a", () -> places.loop.call(() -> Marks.KEY.call("b", () -> places.other.call(() -> {
            String seen = Marks.seen();
            return seen + " " + Marks.KEY.call("c", () -> places.loop.call(Marks::seen)) + " " + Marks.seen();
        })) + " " + Marks.seen()))).isEqualTo("b/a/a c/a/a b/a/a a/a/a");
    }

    @Test
    @DisplayName("law 6: a cancelled job leaves nothing, though it was cancelled in a wait, a limit or a shield")
    void leavesNothingOfACancelledJob() {
        for (int round = 0; round < 3; round++) {
            CompletableFuture<Void> never = new CompletableFuture<>();
            List<Task<?>> tasks = new ArrayList<>();
            Marks.with("ada", () -> {
                tasks.add(places.loop.start(() -> {
                    Marks.change();
                    await(never);
                }));
                tasks.add(places.loop.start(() -> {
                    Marks.change();
                    Async.withTimeout(Duration.ofHours(1), () -> await(never));
                }));
                tasks.add(places.pool.start(() -> {
                    Marks.change();
                    await(never);
                }));
            });
            places.loop.call(() -> {
                yieldNow();
                tasks.forEach(Task::cancel);
            });
            tasks.forEach(task -> assertThatThrownBy(task::result).isInstanceOf(CancelledException.class));
            for (int i = 0; i < 3; i++) {
                assertThat(places.loop.start(Marks::seen).result()).isEqualTo(Marks.NONE);
            }
            assertThat(Marks.seen()).isEqualTo(Marks.NONE);
        }
    }

    @Test
    void isTheSameInsideAShieldAndALimit() throws Exception {
        Marks.with("ada", () -> {
            assertThat(Async.shielded(Marks::seen)).isEqualTo(Marks.all("ada"));
            assertThat(Async.withTimeout(Duration.ofSeconds(20), Marks::seen)).isEqualTo(Marks.all("ada"));
            Async.shielded(() -> Marks.KEY.set("inside"));
            assertThat(Marks.KEY.get()).isEqualTo("inside"); // it is the same job
        });
    }

    @Test
    @DisplayName("B3: an errand has its sender's context, and the caller whose thread does it keeps its own")
    void isOfTheSenderForAnErrand() {
        Marks.with("caller", () -> {
            places.loop.call(() -> {
                Task<String> task = Marks.KEY.call("sender",
                        () -> List.of(places.loop.start(() -> Async.callerThread().call(Marks::change)))).getFirst();
                yieldNow();
                assertThat(task.result()).isEqualTo("sender/caller/caller");
                assertThat(Marks.seen()).isEqualTo(Marks.all("caller"));
            });
            assertThat(Marks.seen()).isEqualTo(Marks.all("caller"));
        });
    }

    @Test
    @DisplayName("H1: a callback that is taken back, or dropped with its loop, runs in nobody's context")
    void isNotUsedByACallbackThatDoesNotCome() {
        List<String> seen = new CopyOnWriteArrayList<>();
        Marks.with("ada", () -> {
            places.other.callLater(Duration.ofHours(1), () -> seen.add("late"));
            places.loop.callLater(Duration.ofHours(1), () -> seen.add("late")).cancel();
        });
        places.other.close();
        assertThat(seen).isEmpty();
    }
}
