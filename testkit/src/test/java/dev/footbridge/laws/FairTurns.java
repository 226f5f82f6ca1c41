package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;

/**
 * What permits that are fair must do, step by step: the judge of every {@link Turnstile}. First come, first served;
 * what is given back is reserved at that moment; who gives up leaves no trace. Used by the coroutines of one loop, so
 * that each step happens at the same moment here and there.
 */
final class FairTurns {

    private final ArrayDeque<Turn> line = new ArrayDeque<>();
    private int free;
    /** Given to those that have not woken up yet. */
    private int asleep;

    FairTurns(int permits) {
        this.free = permits;
    }

    /** Somebody who waits, or does not have to. */
    static final class Turn {

        private final int wanted;
        private boolean granted;

        private Turn(int wanted) {
            this.wanted = wanted;
        }
    }

    /** Whether so many can be taken without a wait, and if so they are. */
    boolean tries(int wanted) {
        if (!line.isEmpty() || free < wanted) {
            return false;
        }
        free -= wanted;
        return true;
    }

    /** Somebody comes and is ready to wait. */
    Turn arrives(int wanted) {
        Turn turn = new Turn(wanted);
        line.add(turn);
        serve();
        return turn;
    }

    /** The wait has ended well. */
    void goesOn(Turn turn) {
        assertThat(turn.granted).as("it was its turn, and not that of one of %s before it", line.size()).isTrue();
        asleep -= turn.wanted;
    }

    /** The wait has ended without what was waited for. */
    void leaves(Turn turn) {
        assertThat(turn.granted).as("it left although it had been given its turn").isFalse();
        line.remove(turn);
        serve();
    }

    /** Permits come back. */
    void returned(int count) {
        free += count;
        serve();
    }

    private void serve() {
        while (!line.isEmpty() && line.element().wanted <= free) {
            Turn next = line.remove();
            next.granted = true;
            free -= next.wanted;
            asleep += next.wanted;
        }
    }

    /** Compares. */
    void check(Turnstile turnstile) {
        assertThat(turnstile.available()).as("free permits")
                .isEqualTo(turnstile.countsOnlyTheAwake() ? free + asleep : free);
        assertThat(turnstile.waiting()).as("waiting").isEqualTo(line.size());
    }
}
