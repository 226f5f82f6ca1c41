package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.laws.Faults.Fault;
import dev.footbridge.sync.AsyncEvent;
import dev.footbridge.testkit.Interleaving;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A subscriber that requests as it likes, may cancel, and judges what it is told. Guarded by the loop. */
final class Demanding implements Flow.Subscriber<Integer> {

    private final Interleaving run;
    private final PublishedNumbers numbers;
    private final Faults faults;
    private final AsyncEvent over = AsyncEvent.create();
    private Flow.@Nullable Subscription subscription;
    private @Nullable Throwable wrong;
    private boolean cancelled;
    private boolean ended;
    private boolean busy;

    Demanding(Interleaving run, PublishedNumbers numbers, Faults faults) {
        this.run = run;
        this.numbers = numbers;
        this.faults = faults;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        judge(() -> assertThat(subscription).as("a second subscription").isNull());
        subscription = given;
        requestSome();
        for (int i = run.draw(4); i > 0; i--) {
            run.sometime(this::requestSome);
        }
        if (run.draw(3) == 0) {
            run.sometime(this::cancel);
        }
    }

    @Override
    public void onNext(Integer number) {
        judge(() -> {
            checkOpen("a number");
            assertThat(busy).as("it is told while it is being told").isFalse();
            numbers.take(number);
        });
        busy = true;
        requestSome();
        if (run.draw(10) == 0) {
            cancel();
        }
        busy = false;
    }

    @Override
    public void onError(Throwable failure) {
        judge(() -> {
            checkOpen("a failure");
            assertThat(failure).isInstanceOf(Fault.class);
            numbers.checkEnd(true);
        });
        faults.arrived(failure);
        end();
    }

    @Override
    public void onComplete() {
        judge(() -> {
            checkOpen("the end");
            numbers.checkEnd(false);
        });
        end();
    }

    private void end() {
        ended = true;
        numbers.leave();
        over.set();
    }

    private void checkOpen(String what) {
        assertThat(ended).as("%s came after the end", what).isFalse();
        assertThat(cancelled).as("%s came after the cancel", what).isFalse();
    }

    /** What is thrown here would go to whoever publishes. */
    private void judge(Runnable check) {
        try {
            check.run();
        } catch (AssertionError failure) {
            wrong = wrong == null ? failure : wrong;
        }
    }

    private void requestSome() {
        int most = run.draw(4);
        if (most > 0) {
            request(most);
        }
    }

    private void request(long most) {
        Flow.Subscription given = subscription;
        if (given != null) {
            numbers.want(most);
            given.request(most);
        }
    }

    private void cancel() {
        Flow.Subscription given = subscription;
        if (given != null) {
            numbers.leave();
            given.cancel();
            cancelled = true;
            over.set();
        }
    }

    /** Wants all there is, if it has not left, and waits for the end. */
    void seeThrough() {
        request(run.coin() ? Long.MAX_VALUE : 100);
        over.await();
    }

    /** At the end of all. */
    void check() {
        Throwable found = wrong;
        if (found != null) {
            throw new AssertionError(found.getMessage(), found);
        }
    }
}
