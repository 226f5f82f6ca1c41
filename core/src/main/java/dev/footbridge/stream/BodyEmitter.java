package dev.footbridge.stream;

import dev.footbridge.internal.Sneaky;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The emitter of one run of a body: passes items on, and sees to it that the body keeps to the rules. */
final class BodyEmitter<T> implements Emitter<T> {

    private final Sink<? super T> out;
    private final @Nullable Answers answers;
    private final Thread owner = Thread.currentThread();
    private boolean ended;
    private boolean told;
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
        if (told) {
            refuse();
        }
        told = true;
        try {
            out.accept(item);
        } catch (Throwable end) {
            throw Sneaky.raise(end);
        }
        told = false;
    }

    private void refuse() {
        String message = "a generator emitted an item after it was told to stop: let the exception that emit throws pass,"
                + " and clean up in finally";
        if (ignored++ == 0) {
            throw new IllegalStateException(message);
        }
        if (out instanceof Run<?> run) {
            run.giveUp(new IllegalStateException(message));
        }
        throw new AssertionError(message);
    }
}
