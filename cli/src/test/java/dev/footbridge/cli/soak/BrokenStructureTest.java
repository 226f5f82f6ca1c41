package dev.footbridge.cli.soak;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.Level;
import dev.footbridge.Task;
import dev.footbridge.cli.soak.subject.Group;
import dev.footbridge.cli.soak.subject.Structure;
import dev.footbridge.cli.soak.subject.Subject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Groups, limits, shields and races that break a promise are found. */
@Timeout(60)
class BrokenStructureTest {

    private static void assertFound(Structure broken, String expected) {
        assertFound("tree", broken, expected);
    }

    private static void assertFound(String kind, Structure broken, String expected) {
        Twin.assertFound(kind, new Subject() {
            @Override
            public Structure structure() {
                return broken;
            }
        }, expected);
    }

    @Test
    void findsAGroupThatDoesNotWaitForItsTasks() {
        assertFound(new Structure() {
            @Override
            public <T> T group(Level level, Group.Body<T> body) {
                return run(body, new Loose(level));
            }
        }, "outlived it");
    }

    /** Tasks without an owner. */
    private record Loose(Level level, List<Task<?>> tasks) implements Group {

        Loose(Level level) {
            this(level, Collections.synchronizedList(new ArrayList<>()));
        }

        @Override
        public <T> Task<T> start(Callable<T> job) {
            Task<T> task = level.start(job);
            tasks.add(task);
            return task;
        }

        @Override
        public void cancel(String reason) {
            List.copyOf(tasks).forEach(task -> task.cancel(reason));
        }

        /** Ends all that was started, and says nothing about how. */
        void end() {
            cancel("the group ends");
            List.copyOf(tasks).forEach(Loose::awaitEnd);
        }

        private static <T> void awaitEnd(Task<T> task) {
            boolean _ = Async.shielded(() -> Async.waitAll(List.of(task)).pending().isEmpty());
        }
    }

    private static <T> T run(Group.Body<T> body, Group group) {
        try {
            return body.run(group);
        } catch (RuntimeException error) {
            throw error;
        } catch (Exception error) {
            throw new IllegalStateException(error);
        }
    }

    @Test
    void findsAGroupThatIsNotCancelledWithItsTasks() {
        assertFound(new Structure() {
            @Override
            public <T> T group(Level level, Group.Body<T> body) {
                Loose tasks = new Loose(level);
                return Structure.SOUND.group(level, group -> body.run(new Group() {
                    @Override
                    public <U> Task<U> start(Callable<U> job) {
                        Task<U> task = group.start(job);
                        tasks.tasks().add(task);
                        return task;
                    }

                    @Override
                    public void cancel(String reason) {
                        tasks.cancel(reason);
                    }
                }));
            }
        }, "a cancelled group ended as if it had not been");
    }

    @Test
    void findsAGroupThatLosesAFailure() {
        assertFound(new Structure() {
            @Override
            public <T> T group(Level level, Group.Body<T> body) {
                Loose group = new Loose(level);
                try {
                    return run(body, group);
                } finally {
                    group.end();
                }
            }
        }, "and lost one of");
    }

    @Test
    void findsALimitThatTurnsACancelIntoATimeout() {
        assertFound("lock", new Structure() {
            @Override
            public <T> T withTimeout(Duration limit, Callable<T> code) throws TimeoutException {
                try {
                    return Structure.SOUND.withTimeout(limit, code);
                } catch (CancelledException cancelled) {
                    sleepShielded(limit);
                    throw new TimeoutException("late");
                }
            }
        }, "a cancel from outside was turned into a time-out");
    }

    @Test
    void findsALimitThatIsOverTooEarly() {
        assertFound("lock", new Structure() {
            @Override
            public <T> Optional<T> moveOnAfter(Duration limit, Callable<T> code) {
                return Structure.SOUND.moveOnAfter(limit.dividedBy(4), code);
            }
        }, "a limit was over too early");
    }

    @Test
    void findsAShieldThatKeepsNothingOff() {
        assertFound(new Structure() {
            @Override
            public <T> T shielded(Callable<T> code) {
                return Level.caller().call(code);
            }
        }, "in a shield");
    }

    @Test
    void findsATaskThatIsCancelledThroughItsShield() {
        assertFound(new Structure() {
            @Override
            public <T> Task<T> shield(Task<T> task) {
                return task;
            }
        }, "a cancel got through the shield of a task");
    }

    @Test
    void findsARaceThatLeavesTheLosersRunning() {
        assertFound(new Structure() {
            @Override
            public <T> T race(List<Task<T>> tasks) {
                return Async.waitAny(tasks).done().getFirst().result();
            }
        }, "outlived it");
    }

    @Test
    void findsAGatherThatTellsOneFailureOnly() {
        assertFound(new Structure() {
            @Override
            public <T> List<T> gather(List<Task<T>> tasks) {
                Async.gatherOutcomes(tasks);
                return tasks.stream().map(Task::result).toList();
            }
        }, "and lost one of");
    }

    private static void sleepShielded(Duration time) {
        boolean _ = Async.shielded(() -> {
            Async.sleep(time);
            return true;
        });
    }

    @Test
    void findsACancelThatIsLost() {
        assertFound("lock", new Structure() {
            @Override
            public <T> Optional<T> moveOnAfter(Duration limit, Callable<T> code) {
                sleepShielded(limit);
                return Optional.of(Async.shielded(code));
            }
        }, "a cancel was lost");
    }
}
