package dev.footbridge.stream;

import dev.footbridge.CancelledException;
import dev.footbridge.internal.Sneaky;
import dev.footbridge.internal.StackRoom;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A run in strict alternation: the body runs from when an item is asked for until it has emitted one. All fields belong
 * to whoever's turn it is, and {@link #asked} says whose.
 */
final class LockStep<T> extends Pull<T> implements Answers {

    private static final String WAITING = "waited for the next item of a generator";

    private final BooleanSupplier mayGoOn = this::mayGoOn;
    /** Whether it is the body's turn. */
    private volatile boolean asked;
    private @Nullable T item;
    private @Nullable Class<?> wanted;
    private @Nullable Object answer;
    private @Nullable Throwable thrown;
    /** How often whoever pulls has asked, and how often it was the body's turn: each side's own. */
    private int asks;
    private int turns;
    /** Whether the body takes answers itself, with nothing in between. */
    private boolean direct;

    LockStep(Source<T> source, GeneratorOptions options, Doorbell consumer) {
        super(source, options, consumer);
    }

    @Override
    boolean isAhead() {
        return false;
    }

    private boolean mayGoOn() {
        return asked || stopped() != null;
    }

    // ---- whoever pulls

    @Override
    void ask() {
        if (asked || item != null || isOver()) {
            return;
        }
        asked = true;
        if (isNew()) {
            begin();
        } else {
            ensureStackRoom(asks++);
            producer.wake();
        }
    }

    /** Now and then, as whoever goes too deep does so step by step; the room is for what is in between. */
    private static void ensureStackRoom(int turns) {
        if ((turns & 7) == 0) {
            StackRoom.ensure();
        }
    }

    @Override
    boolean hasNow() {
        return false;
    }

    @Override
    @Nullable
    T takeNow() {
        return null;
    }

    @Override
    boolean isDue() {
        return false;
    }

    @Override
    void settle() {}

    @Override
    boolean isThere() {
        return (!asked || isOver()) && item != null;
    }

    @Override
    boolean isReady() {
        return isThere() || isEnding();
    }

    @Override
    @Nullable
    T poll() {
        if (!isThere()) {
            return null;
        }
        T got = item;
        item = null;
        return got;
    }

    @Override
    void awaitReady(BooleanSupplier ready) {
        consumer.awaitSoon(ready, WAITING);
    }

    @Override
    void send(Object value) {
        Objects.requireNonNull(value, "the answer is null: pull with next() to give none");
        refuseStopped();
        refuseUnlessWaiting(() -> "sent " + value);
        Class<?> type = wanted;
        if (type == null || !type.isInstance(value)) {
            throw new IllegalStateException(name() + " cannot be sent " + value + " (a " + value.getClass().getName()
                    + "): its body waits for " + (type == null ? "no answer" : "a " + type.getName())
                    + ", so pull with next() or send what it wants");
        }
        answer = value;
        ask();
    }

    @Override
    void fail(Throwable error) {
        Objects.requireNonNull(error, "the exception is null: give one to throw in the body");
        refuseStopped();
        if (isNew() || isOver()) {
            skip();
            throw Sneaky.raise(error);
        }
        refuseUnlessWaiting(() -> "failed");
        thrown = error;
        ask();
    }

    private void refuseStopped() {
        String reason = stopped();
        if (reason != null) {
            throw new CancelledException(reason);
        }
    }

    private void refuseUnlessWaiting(Supplier<String> verb) {
        if (isNew() || isOver()) {
            refuseStopped(); // it may have been meanwhile
            throw new IllegalStateException(name() + " cannot be " + verb.get() + ": its body "
                    + (isOver() ? "has ended" : "has not begun, so pull with next() first"));
        }
        if (asked || item != null) {
            throw new IllegalStateException(name() + " cannot be " + verb.get()
                    + ": an item is due that hasNext() or a cancelled pull has asked for, so take it with next() first");
        }
    }

    // ---- the body

    @Override
    public void accept(T next) {
        awaitTurn(); // it is, unless the last emit was cut short by a limit inside the body
        ensureStackRoom(turns++);
        answer = null;
        item = next;
        asked = false;
        consumer.wake();
        awaitTurn();
    }

    private void awaitTurn() {
        if (!mayGoOn()) {
            producer.awaitSoon(mayGoOn, "waited for the next item to be asked for");
        }
        String reason = stopped();
        if (reason != null) {
            throw told(reason);
        }
        Throwable error = direct ? null : takeThrown();
        if (error != null) {
            throw Sneaky.raise(error); // it goes through what is in between
        }
    }

    @Override
    public void want(@Nullable Class<?> type) {
        direct = true;
        wanted = type;
    }

    @Override
    public @Nullable Object takeAnswer() {
        Object taken = answer;
        answer = null;
        return taken;
    }

    @Override
    public @Nullable Throwable takeThrown() {
        Throwable taken = thrown;
        thrown = null;
        return taken;
    }
}
