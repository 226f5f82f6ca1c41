package dev.footbridge.stream;

import dev.footbridge.CancelledException;
import dev.footbridge.internal.Garbage;
import dev.footbridge.internal.Options;
import dev.footbridge.sync.AsyncSemaphore;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One run of a {@link GeneratorBody}, whose items are pulled one by one.
 *
 * <p>The body is a coroutine, or a job of a thread pool, that begins with the first {@link #next} and runs only while an
 * item is asked for, unless the options say that it may be ahead. Pulling works anywhere: in a coroutine it lets the
 * others of the loop run, on any other thread it blocks. Items come in order, each once, then the body's own exception
 * or the end. A pull that is cancelled takes nothing: what it asked for comes with the next one.
 *
 * {@snippet :
 * try (AsyncGenerator<Double> average = AsyncGenerator.open(out -> {
 *     double sum = 0;
 *     for (int n = 1; ; n++) {
 *         sum += out.emit(n == 1 ? 0.0 : sum / (n - 1), Double.class).orElse(0.0);
 *     }
 * })) {
 *     average.next();           // runs to the first emit
 *     average.send(10.0);       // 10.0
 *     average.send(20.0);       // 15.0
 * }
 * }
 *
 * <p>{@link #close} ends a body that is in the middle: its emit, or the wait it is in, throws {@link
 * CancelledException}, once; its cleanup may wait, and close returns when that is done. A generator that is forgotten
 * without a close is cleaned up where its body runs and reported once to that level's failure handler; one that is open
 * when its level closes is closed with it, once the level's tasks have ended.
 *
 * <p>Any thread may use it; pulls are served one after another. A body that pulls or closes its own generator gets an
 * {@link IllegalStateException}, and so does a pull after {@link #close}. The idea is Python's asynchronous generator.
 *
 * @param <T> the type of the items
 */
public final class AsyncGenerator<T> implements AutoCloseable {

    private final Pull<T> run;
    private final AsyncSemaphore turn = AsyncSemaphore.of(1);
    private volatile boolean closed;
    /** Told when this is garbage, while the body is in the middle. With the turn. */
    private Cleaner.@Nullable Cleanable watch;

    AsyncGenerator(Pull<T> run) {
        this.run = run;
    }

    /**
     * A generator with the default options.
     *
     * @param <T> the type of the items
     * @param body emits the items; begins with the first pull
     * @return the generator; close it
     */
    public static <T> AsyncGenerator<T> open(GeneratorBody<T> body) {
        return open(UnaryOperator.identity(), body);
    }

    /**
     * A generator.
     *
     * @param <T> the type of the items
     * @param set changes the default options: {@code o -> o.withPrefetch(64)}
     * @param body emits the items; begins with the first pull
     * @return the generator; close it
     */
    public static <T> AsyncGenerator<T> open(UnaryOperator<GeneratorOptions> set, GeneratorBody<T> body) {
        GeneratorOptions options = Options.of(set, GeneratorOptions.DEFAULT);
        return new AsyncGenerator<>(Pull.of(Source.of(body), options, new Doorbell()));
    }

    // ---- pulling

    /**
     * Waits for the next item.
     *
     * @return the item; empty at the end, and after it
     * @throws CancelledException if the waiting code is cancelled, its thread interrupted, or the generator closed
     *         meanwhile; else what the body failed with
     * @throws IllegalStateException if the generator is closed, or its own body calls this
     */
    public Optional<T> next() {
        return Optional.ofNullable(pull());
    }

    /**
     * Answers the item that the body waits with, and waits for the next one.
     *
     * @param answer what the body's {@code emit} returns
     * @return the next item; empty at the end
     * @throws CancelledException as {@link #next}, which also says what else is thrown
     * @throws IllegalStateException if the body has not begun, has ended, or wants no such answer; then nothing is sent
     */
    public Optional<T> send(Object answer) {
        return pullAfter(() -> run.send(answer));
    }

    /**
     * Has the body's {@code emit} throw this, and waits for the next item.
     *
     * @param error what to throw
     * @return the next item, if the body goes on; empty if it ends
     * @throws CancelledException as {@link #next}, which also says what else is thrown; the given exception, if the body
     *         lets it pass, has not begun, or has ended
     */
    public Optional<T> fail(Throwable error) {
        return pullAfter(() -> run.fail(error));
    }

    private Optional<T> pullAfter(Runnable message) {
        enter();
        try {
            message.run();
            return Optional.ofNullable(pulled());
        } finally {
            leave();
        }
    }

    /** The next item, or null. */
    @Nullable
    T pull() {
        refuseClosed();
        T item = run.takeNow();
        if (item != null) {
            settle();
            return item;
        }
        enter();
        try {
            return pulled();
        } finally {
            leave();
        }
    }

    /** Sees to what may be due; whoever has the turn does that, too, before it waits. */
    private void settle() {
        if (run.isDue() && turn.tryAcquire()) {
            try {
                run.settle();
            } finally {
                leave();
            }
        }
    }

    /** Whether there is a next item, which then is not taken. */
    boolean peek() {
        refuseClosed();
        if (run.hasNow()) {
            return true;
        }
        enter();
        try {
            watch();
            boolean more = run.peek();
            if (!more) {
                unwatch();
            }
            return more;
        } finally {
            leave();
        }
    }

    private void enter() {
        refuseClosed();
        run.refusePull();
        if (!turn.tryAcquire()) {
            turn.acquire();
        }
        if (closed) {
            leave();
            throw new CancelledException(run.name() + " was closed");
        }
    }

    private void refuseClosed() {
        if (closed) {
            throw new IllegalStateException(run.name() + " is closed: pull before that, or open another");
        }
    }

    private void leave() {
        try {
            if (closed && run.isOver()) {
                run.drain();
            }
            turn.release();
        } finally {
            Reference.reachabilityFence(this); // as long as somebody pulls it is not forgotten
        }
    }

    private @Nullable T pulled() {
        watch();
        T item = run.pull();
        if (item == null) {
            unwatch();
        }
        return item;
    }

    private void watch() {
        if (watch == null && !run.isOver()) {
            watch = Garbage.watch(this, run::abandon);
        }
    }

    private void unwatch() {
        Cleaner.Cleanable watched = watch;
        if (watched != null) {
            watched.clean();
        }
    }

    // ---- the end

    /**
     * Ends the run. A body that has begun is told to stop, and this waits for its cleanup, whatever is cancelled
     * meanwhile, up to the close limit; one that has not begun never does. Closing again waits as well, and else does
     * nothing.
     *
     * @throws IllegalStateException if the generator's own body calls it, or a body goes on emitting after it was told to
     *         stop; else what the cleanup fails with
     */
    @Override
    public void close() {
        run.refuseClose();
        closed = true;
        try {
            run.close();
        } finally {
            unwatch();
            if (turn.tryAcquire()) {
                leave(); // else whoever pulls at this moment drops what is left
            }
            Reference.reachabilityFence(this);
        }
    }

    /** Whether it was closed. */
    public boolean isClosed() {
        return closed;
    }

    /** The blocking face of this run: an iterator. Closing either closes both. */
    public Generator<T> asGenerator() {
        return new Generator<>(this);
    }

    @Override
    public String toString() {
        return run.name() + (closed ? "[closed]" : "");
    }
}
