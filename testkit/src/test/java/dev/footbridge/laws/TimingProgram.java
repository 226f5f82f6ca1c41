package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.laws.Faults.Fault;
import dev.footbridge.stream.AsyncStream;
import dev.footbridge.testkit.Interleaving;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A slow source through an operator that looks at the clock: what comes, and when, to the nanosecond. Guarded by the
 * loop.
 */
final class TimingProgram implements Judged {

    /** Which operator. */
    enum Kind {
        TIMEOUT, CHUNKS, RATE_LIMIT, RETRY
    }

    private final TimedOperators operators;
    private final Kind kind;
    private final Faults faults = new Faults();
    private final List<Integer> got = new ArrayList<>();
    private final List<Duration> times = new ArrayList<>();
    /** When the next item was asked for: at the beginning, and after each item. */
    private final List<Duration> asked = new ArrayList<>();
    private Interleaving run;
    private Drip drip;
    private Duration time;
    private int count;
    private boolean cancelled;

    private TimingProgram(TimedOperators operators, Kind kind) {
        this.operators = operators;
        this.kind = kind;
    }

    /** The program, with this operator. */
    static Supplier<Judged> on(TimedOperators operators, Kind kind) {
        return () -> new TimingProgram(operators, kind);
    }

    @Override
    public void run(Interleaving drawn) {
        run = drawn;
        time = Drip.UNIT.multipliedBy(1 + run.draw(6));
        count = 1 + run.draw(3);
        drip = new Drip(run, faults, kind == Kind.RETRY ? run.draw(4) : 0);
        Puller user = Puller.start(run, me -> {
            try {
                operate();
            } catch (CancelledException stop) {
                cancelled = true;
                assertThat(me.isToLeave()).as("somebody cancelled this").isTrue();
                throw stop;
            } finally {
                me.checkPrompt();
                drip.checkClosed();
            }
        }).perhapsCancelled(4);
        Outcomes.check(user.task());
    }

    private void operate() throws Exception {
        switch (kind) {
            case TIMEOUT -> timeout();
            case CHUNKS -> chunks();
            case RATE_LIMIT -> rateLimit();
            case RETRY -> retry();
        }
    }

    @Override
    public void reported(Throwable failure) {
        assertThat(failure).as("what is reported").isInstanceOf(Fault.class);
        assertThat(cancelled).as("somebody left in that moment").isTrue();
    }

    @Override
    public void judge() {
        // All is known while it runs.
    }

    private Duration now() {
        return run.clock().elapsed();
    }

    /** Takes each item as it comes, and then takes its time. */
    private void consume(AsyncStream<Integer> items) throws Exception {
        asked.add(now());
        items.forEach(item -> {
            times.add(now());
            got.add(item);
            run.pause();
            Async.sleep(Drip.UNIT.multipliedBy(run.draw(2) * run.draw(4)));
            asked.add(now());
        });
    }

    private List<Integer> all() {
        return IntStream.range(0, drip.items()).boxed().toList();
    }

    // ---- what is to come when

    private void timeout() throws Exception {
        try {
            consume(operators.timeout(drip.stream(), time));
            assertThat(got).as("items before the end").isEqualTo(all());
            assertThat(drip.delays()).as("times that items took").allMatch(delay -> delay.compareTo(time) <= 0);
        } catch (TimeoutException late) {
            assertThat(got).as("items before one was late").isEqualTo(all().subList(0, got.size()));
            assertThat(drip.delays().get(got.size())).as("how long the late one would have taken")
                    .isGreaterThanOrEqualTo(time);
            Duration up = asked.getLast().plus(time);
            assertThat(now()).as("when it was late").isBetween(up, up.plus(drip.cleanup()));
        }
    }

    private void chunks() {
        List<List<Integer>> chunks = new ArrayList<>();
        operators.chunks(drip.stream(), count, time).forEach(chunk -> {
            chunks.add(chunk);
            times.add(now());
            got.addAll(chunk);
            run.pause();
        });
        assertThat(got).as("items before the end").isEqualTo(all());
        for (int i = 0; i < chunks.size(); i++) {
            List<Integer> chunk = chunks.get(i);
            assertThat(chunk).as("a chunk").hasSizeBetween(1, count);
            Duration end = drip.times().get(chunk.getFirst()).plus(time);
            Duration last = drip.times().get(chunk.getLast());
            Duration next = i + 1 == chunks.size() ? now() : drip.times().get(chunk.getLast() + 1);
            assertThat(last).as("when the last of a chunk came").isLessThanOrEqualTo(end);
            Duration full = chunk.size() == count ? last : Collections.min(List.of(end, next));
            assertThat(times.get(i)).as("when a chunk came").isEqualTo(full);
        }
    }

    private void rateLimit() throws Exception {
        consume(operators.rateLimit(drip.stream(), count, time));
        assertThat(got).as("items before the end").isEqualTo(all());
        for (int i = 0; i < times.size(); i++) {
            Duration here = asked.get(i).plus(drip.delays().get(i));
            Duration due = i < count ? here : times.get(i - count).plus(time);
            assertThat(times.get(i)).as("when an item came").isEqualTo(Collections.max(List.of(here, due)));
        }
    }

    private void retry() throws Exception {
        int again = count - 1;
        try {
            consume(operators.retry(drip.stream(), again, time));
        } catch (Fault failure) {
            faults.arrived(failure);
            faults.check();
            assertThat(drip.begins()).as("runs of what failed").hasSize(again + 1);
        }
        List<Integer> expected = new ArrayList<>();
        drip.begins().forEach(_ -> expected.addAll(all()));
        assertThat(got).as("items before the end").isEqualTo(expected);
        assertThat(drip.begins().size()).as("how often it was run").isLessThanOrEqualTo(again + 1);
        for (int i = 1; i < drip.begins().size(); i++) {
            assertThat(drip.begins().get(i)).as("when it was run again").isEqualTo(drip.ends().get(i - 1).plus(time));
        }
    }
}
