package dev.footbridge.stream;

import dev.footbridge.internal.Failures;
import dev.footbridge.internal.Scoped;
import dev.footbridge.internal.Sneaky;
import dev.footbridge.internal.Strand;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The emitter of one run of a body: passes items on, and sees to it that the body keeps to the rules. */
final class BodyEmitter<T> implements Emitter<T> {

    private static final int MAX_CAUSES = 20;
    /** After so many items, less one, a body that does not wait looks whether it is cancelled. */
    private static final int LOOK = 31;

    private final Sink<? super T> out;
    private final @Nullable Answers answers;
    private final Strand strand = Strand.here();
    private final Thread owner = Thread.currentThread();
    private int emitted;
    private boolean ended;
    /** What the last emit threw. */
    private @Nullable Throwable cause;
    private int ignored;

    BodyEmitter(Sink<? super T> out) {
        this.out = out;
        this.answers = out instanceof Answers both ? both : null;
    }

    /** The body has ended. */
    void end() {
        ended = true;
    }

    @Override
    public void emit(T item) {
        Answers other = answers;
        if (other != null) {
            Strand.here().checkMayWait();
            other.want(null);
        }
        pass(item);
        if (other != null) {
            raise(other.takeThrown());
        }
    }

    @Override
    public <S> Optional<S> emit(T item, Class<S> answer) {
        Objects.requireNonNull(answer, "the class of the answer is null: say what the generator may be sent");
        Answers other = answers;
        if (other == null) {
            pass(item);
            return Optional.empty();
        }
        Strand.here().checkMayWait();
        other.want(answer);
        pass(item);
        raise(other.takeThrown());
        return Optional.ofNullable(answer.cast(other.takeAnswer()));
    }

    private static void raise(@Nullable Throwable thrown) {
        if (thrown != null) {
            throw Sneaky.raise(thrown);
        }
    }

    private void pass(T item) {
        Objects.requireNonNull(item, "a generator emits no null items: wrap it, or use Optional");
        if (ended || Thread.currentThread() != owner) {
            throw new IllegalStateException(ended
                    ? "a generator cannot emit after its body has ended: emit before it returns"
                    : "a generator's items are emitted by its own body, not by another thread or task (this is "
                            + Thread.currentThread() + "): hand them to the body through a queue");
        }
        if (cause != null) {
            checkAgain(cause);
        }
        if ((++emitted & LOOK) == 0) {
            strand.checkCancelled(); // what takes the items may never wait
        }
        try {
            out.accept(item);
        } catch (Throwable thrown) {
            cause = thrown;
            throw Sneaky.raise(thrown);
        }
    }

    /** The last emit threw this, and the body goes on all the same. */
    private void checkAgain(Throwable before) {
        cause = null;
        if (isToldBySink()) {
            return;
        }
        if (Cut.isCut(before)) {
            cause = before;
            if (ignored++ == 0) {
                throw new IllegalStateException(Run.IGNORED);
            }
            throw new AssertionError(Run.IGNORED);
        }
        if (!Scoped.isCancellation(before)) {
            cause = before;
            throw Sneaky.raise(before); // what was to take the item has failed
        }
    }

    /** Whether the sink knows by itself that it wants no more. */
    private boolean isToldBySink() {
        return out instanceof Run<?> run && run.stopped() != null;
    }

    /** What is to be thrown when the body has ended with this: what failed behind an emit comes before its cleanup. */
    Throwable cause(Throwable end) {
        Throwable failed = cause;
        if (failed == null || failed == end || isToldBySink() || Scoped.isCancellation(failed)
                || isCausedBy(end, failed)) {
            return end;
        }
        return Failures.joined(failed, List.of(end));
    }

    private static boolean isCausedBy(Throwable end, Throwable failed) {
        Throwable inner = end;
        for (int depth = 0; inner != null && depth < MAX_CAUSES; depth++) {
            if (inner == failed) {
                return true;
            }
            inner = inner.getCause();
        }
        return false;
    }

    /** The body has returned: what failed behind an emit has failed, although the body went on. */
    void checkReturn() {
        Throwable failed = cause;
        if (failed != null && !isToldBySink() && (Cut.isCut(failed) || !Scoped.isCancellation(failed))) {
            throw Sneaky.raise(failed);
        }
    }
}
