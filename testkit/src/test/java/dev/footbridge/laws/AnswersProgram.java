package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.laws.Messages.Message;
import dev.footbridge.laws.TwoWay.Line;
import dev.footbridge.testkit.Interleaving;
import dev.footbridge.testkit.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A generator that is answered by a few coroutines, with values and with exceptions, some of which are cancelled.
 * Guarded by the loop.
 */
final class AnswersProgram {

    private final Interleaving run;
    private final TwoWay numbers;
    private final Messages messages = new Messages();
    private final int most;
    private int emitted;
    private int taken;
    private boolean begun;
    private boolean over;
    private boolean waiting;
    private boolean listening;
    private boolean owed;
    private boolean closing;

    private AnswersProgram(Interleaving run, TwoWay.Opener opener) {
        this.run = run;
        this.most = run.draw(8);
        this.numbers = opener.open(this::count);
    }

    /** The program, on a generator opened by this. */
    static Scenario on(TwoWay.Opener opener) {
        return run -> new AnswersProgram(run, opener).run();
    }

    private void run() throws Exception {
        List<Puller> users = new ArrayList<>();
        for (int i = run.draw(4); i >= 0; i--) {
            users.add(Puller.start(run, this::talk).perhapsCancelled(2));
        }
        users.forEach(user -> Outcomes.check(user.task()));
        closing = true;
        try {
            numbers.close();
        } catch (Message failure) {
            failure.surfaced();
        }
        messages.check();
    }

    // ---- the body

    private void count(Line out) throws Exception {
        begun = true;
        try {
            while (emitted < most) {
                breathe();
                emit(out);
            }
            breathe();
        } catch (Message thrown) {
            thrown.passed();
            throw thrown;
        } catch (CancelledException stop) {
            assertThat(closing).as("somebody closed it").isTrue();
            throw stop;
        } finally {
            over = true;
        }
    }

    private void emit(Line out) throws Exception {
        int number = emitted++;
        listening = run.draw(4) > 0;
        waiting = true;
        try {
            if (listening) {
                out.ask(number).ifPresent(messages::heard);
            } else {
                out.say(number);
            }
        } catch (Message message) {
            message.heard();
            if (run.coin()) {
                throw message;
            }
        } finally {
            waiting = false;
            listening = false;
        }
        checkTaken(number);
    }

    private void checkTaken(int number) {
        assertThat(taken).as("numbers taken when the body goes on").isEqualTo(number + 1);
    }

    private void breathe() {
        if (run.draw(4) == 0) {
            Async.sleep(Duration.ofMillis(run.draw(4)));
        } else {
            run.pause();
        }
    }

    // ---- those who answer

    private void talk(Puller me) throws Exception {
        for (int i = run.draw(6); i >= 0; i--) {
            breathe();
            if (run.draw(3) > 0) {
                say(me);
            } else {
                me.withinDrawnLimit(() -> say(me));
            }
        }
    }

    private void say(Puller me) throws Exception {
        try {
            switch (run.draw(4)) {
                case 0 -> pulled(numbers.next());
                case 1 -> fail();
                default -> send();
            }
        } catch (Message failure) {
            assertThat(over).as("the body has ended").isTrue();
            failure.surfaced();
        } catch (CancelledException cancelled) {
            owed = true;
            assertThat(me.isToLeave()).as("somebody cancelled this: %s", cancelled.reason()).isTrue();
            throw cancelled;
        } finally {
            me.checkPrompt();
        }
    }

    private void send() throws Exception {
        Message message = messages.next();
        try {
            pulled(numbers.send(message.number()));
            message.hasArrived();
        } catch (IllegalStateException refused) {
            refused(message, refused, listening);
        }
    }

    private void fail() throws Exception {
        Message message = messages.next();
        try {
            pulled(numbers.fail(message));
            message.hasArrived();
        } catch (Message thrown) {
            if (thrown == message && !message.wasHeard()) {
                message.passed(); // by a body that has not begun, or has ended
                over |= !begun;
            }
            throw thrown;
        } catch (IllegalStateException refused) {
            refused(message, refused, waiting);
        }
    }

    private void refused(Message message, IllegalStateException refused, boolean possible) {
        if (refused instanceof CancelledException) {
            throw refused;
        }
        message.wasRefused();
        assertThat(possible && taken == emitted && !owed).as("it could have been told: %s", refused).isFalse();
    }

    private void pulled(Optional<Integer> number) {
        owed = false;
        if (number.isPresent()) {
            assertThat(number.get()).as("the number that comes next").isEqualTo(taken++);
        } else {
            assertThat(over).as("the body has ended").isTrue();
        }
    }
}
