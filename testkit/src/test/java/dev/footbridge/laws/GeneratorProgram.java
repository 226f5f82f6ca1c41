package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.laws.Faults.Fault;
import dev.footbridge.laws.NumberBody.Manners;
import dev.footbridge.sync.AsyncEvent;
import dev.footbridge.testkit.Interleaving;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A generator, and a few coroutines that pull from it, drawn: how many, with which limits, who is cancelled and when,
 * and when it is closed, by how many at once. Guarded by the loop.
 */
final class GeneratorProgram implements Judged {

    /** When the generator is closed. */
    enum End {
        ONCE_ALL_IS_DONE, SOMETIME
    }

    private static final int MOST_AHEAD = 4;

    private final Numbers.Opener opener;
    private final End end;
    private final Manners manners;
    private final List<Puller> users = new ArrayList<>();
    private Interleaving run;
    private NumberBody body;
    private Numbers numbers;
    private boolean ended;

    private GeneratorProgram(Numbers.Opener opener, End end, Manners manners) {
        this.opener = opener;
        this.end = end;
        this.manners = manners;
    }

    /** The program, on a generator opened by this, with a body of good manners. */
    static Supplier<Judged> on(Numbers.Opener opener, End end) {
        return on(opener, end, Manners.GOOD);
    }

    /** The program, on a generator opened by this, with a body of these manners. */
    static Supplier<Judged> on(Numbers.Opener opener, End end, Manners manners) {
        return () -> new GeneratorProgram(opener, end, manners);
    }

    @Override
    public void run(Interleaving drawn) throws Exception {
        run = drawn;
        int prefetch = run.coin() ? 0 : 1 + run.draw(MOST_AHEAD);
        body = new NumberBody(run, prefetch, manners);
        numbers = opener.open(run, prefetch, body);
        users.add(Puller.start(run, this::pullUntilTheEnd));
        for (int i = run.draw(4); i > 0; i--) {
            users.add(Puller.start(run, this::pullSome).perhapsCancelled(2));
        }
        for (int i = end == End.SOMETIME ? 1 + run.draw(3) : 0; i > 0; i--) {
            AsyncEvent time = AsyncEvent.create();
            users.add(Puller.start(run, _ -> closeAt(time)).perhapsCancelled(3));
            run.sometime(time::set);
        }
        users.forEach(user -> Outcomes.check(user.task()));
        assertThat(ended || end == End.SOMETIME).as("the end has come").isTrue();
        close();
        close();
    }

    @Override
    public void reported(Throwable failure) {
        body.reported(failure);
    }

    @Override
    public void judge() {
        body.check();
    }

    // ---- pulling

    private void pullUntilTheEnd(Puller me) throws Exception {
        while (!ended && !body.isToStop()) {
            pull(me);
            breathe();
        }
    }

    private void pullSome(Puller me) throws Exception {
        for (int i = run.draw(5); i >= 0; i--) {
            breathe();
            if (run.draw(3) > 0) {
                pull(me);
            } else {
                me.withinDrawnLimit(() -> pull(me));
            }
        }
    }

    private void breathe() {
        if (run.draw(4) == 0) {
            Async.sleep(Duration.ofMillis(run.draw(5)));
        } else {
            run.pause();
        }
    }

    private void pull(Puller me) throws Exception {
        boolean hadEnded = ended;
        boolean wasClosed = body.isToStop();
        body.wanted();
        try {
            Optional<Integer> number = numbers.next();
            assertThat(wasClosed).as("a closed generator brought something").isFalse();
            if (number.isEmpty()) {
                ended = true;
                body.checkEnded();
            } else {
                assertThat(hadEnded).as("a number came after the end").isFalse();
                body.taken(number.get());
            }
        } catch (Fault failure) {
            assertThat(hadEnded).as("a failure came after the end").isFalse();
            ended = true;
            body.arrived(failure);
            body.checkEnded();
        } catch (CancelledException cancelled) {
            body.left();
            assertThat(wasClosed && !me.isToLeave()).as("a pull after the close was cancelled, not refused").isFalse();
            assertThat(me.isToLeave() || body.isToStop()).as("somebody ended this pull: %s", cancelled.reason())
                    .isTrue();
            throw cancelled;
        } catch (IllegalStateException closed) {
            if (!wasClosed) {
                throw closed;
            }
        } finally {
            body.notWanted();
            me.checkPrompt();
        }
    }

    // ---- closing

    private void closeAt(AsyncEvent time) throws Exception {
        Async.shielded(() -> {
            time.await();
            return time;
        });
        close();
    }

    private void close() throws Exception {
        Duration begin = run.clock().elapsed();
        body.toStop();
        try {
            numbers.close();
        } catch (CancelledException cancelled) {
            throw new AssertionError("a close was cancelled", cancelled);
        } catch (Fault | IllegalStateException failure) {
            body.arrived(failure);
        }
        body.checkClosed(begin);
    }
}
