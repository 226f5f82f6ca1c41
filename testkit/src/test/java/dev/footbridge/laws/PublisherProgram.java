package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.CancelledException;
import dev.footbridge.laws.Faults.Fault;
import dev.footbridge.stream.AsyncGenerator;
import dev.footbridge.stream.AsyncStream;
import dev.footbridge.testkit.Interleaving;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.function.Supplier;

/** Streams that are published, and taken by subscribers, or as streams again. Guarded by the loop. */
final class PublisherProgram implements Judged {

    private static final int MOST_AHEAD = 3;

    private final Bridges bridges;
    private final boolean back;
    private final Faults faults = new Faults();
    private final List<PublishedNumbers> sources = new ArrayList<>();
    private final List<Demanding> subscribers = new ArrayList<>();

    private PublisherProgram(Bridges bridges, boolean back) {
        this.bridges = bridges;
        this.back = back;
    }

    /** Subscribers, with these bridges. */
    static Supplier<Judged> subscribed(Bridges bridges) {
        return () -> new PublisherProgram(bridges, false);
    }

    /** A stream of what is published, with these bridges. */
    static Supplier<Judged> pulled(Bridges bridges) {
        return () -> new PublisherProgram(bridges, true);
    }

    @Override
    public void run(Interleaving run) {
        if (back) {
            pull(run);
        } else {
            subscribe(run);
        }
    }

    // ---- subscribers

    private void subscribe(Interleaving run) {
        for (int i = run.draw(2); i >= 0; i--) {
            int ahead = run.draw(4) == 0 ? 1 + run.draw(MOST_AHEAD) : 0;
            PublishedNumbers numbers = new PublishedNumbers(run, faults, ahead);
            sources.add(numbers);
            Demanding subscriber = new Demanding(run, numbers, faults);
            subscribers.add(subscriber);
            subscribe(run, bridges.publisher(ahead == 0 ? numbers.stream() : numbers.stream().prefetch(ahead)),
                    subscriber);
            run.pause();
        }
        run.pause();
        subscribers.forEach(Demanding::seeThrough);
    }

    private void subscribe(Interleaving run, Flow.Publisher<Integer> publisher, Demanding subscriber) {
        if (run.coin()) {
            publisher.subscribe(subscriber);
            return;
        }
        Flow.Processor<Integer, Integer> between = bridges.processor();
        if (run.coin()) {
            publisher.subscribe(between);
            run.pause();
            between.subscribe(subscriber);
        } else {
            between.subscribe(subscriber);
            run.pause();
            publisher.subscribe(between);
        }
    }

    // ---- a stream again

    private void pull(Interleaving run) {
        int prefetch = 1 + run.draw(MOST_AHEAD);
        PublishedNumbers numbers = new PublishedNumbers(run, faults, prefetch);
        sources.add(numbers);
        AsyncStream<Integer> stream = bridges.stream(bridges.publisher(numbers.stream()), prefetch);
        int most = run.draw(8);
        Puller user = Puller.start(run, me -> pull(run, me, numbers, stream, most)).perhapsCancelled(2);
        Outcomes.check(user.task());
        run.pause();
    }

    private void pull(Interleaving run, Puller me, PublishedNumbers numbers, AsyncStream<Integer> stream, int most)
            throws Exception {
        try (AsyncGenerator<Integer> items = stream.openAsync()) {
            take(run, numbers, items, most);
        } catch (Fault failure) {
            faults.arrived(failure);
        } catch (CancelledException cancelled) {
            assertThat(me.isToLeave()).as("somebody cancelled this: %s", cancelled.reason()).isTrue();
            faults.arrived(cancelled);
        } finally {
            me.checkPrompt();
        }
    }

    private static void take(Interleaving run, PublishedNumbers numbers, AsyncGenerator<Integer> items, int most)
            throws Fault {
        try {
            for (int i = 0; i < most; i++) {
                numbers.want(1);
                Optional<Integer> item = items.next();
                if (item.isEmpty()) {
                    numbers.checkEnd(false);
                    return;
                }
                numbers.take(item.get());
                run.pause();
            }
        } catch (Exception failure) {
            if (failure instanceof Fault) {
                numbers.checkEnd(true);
            }
            throw failure;
        } finally {
            numbers.leave();
        }
    }

    // ---- the end

    @Override
    public void reported(Throwable failure) {
        assertThat(failure).as("what is reported").isInstanceOf(Fault.class);
        faults.arrived(failure);
    }

    @Override
    public void judge() {
        subscribers.forEach(Demanding::check);
        sources.forEach(PublishedNumbers::check);
        faults.check();
    }
}
