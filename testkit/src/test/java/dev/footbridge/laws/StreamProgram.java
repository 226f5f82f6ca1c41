package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.laws.Faults.Fault;
import dev.footbridge.laws.Ledger.Item;
import dev.footbridge.laws.StreamTree.Branch;
import dev.footbridge.stream.AsyncGenerator;
import dev.footbridge.stream.AsyncStream;
import dev.footbridge.stream.Generator;
import dev.footbridge.testkit.Interleaving;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A stream of streams, drawn, run by somebody who may be cancelled or have enough. Guarded by the loop. */
final class StreamProgram implements Judged {

    /** How it is run. */
    private enum Use {
        LISTED, VISITED, COUNTED, COLLECTED, STARTED, FIRST, PULLED, ITERATED
    }

    private static final int DEPTH = 3;
    private static final int ENOUGH = 8;

    private final Operators operators;
    private final Faults faults = new Faults();
    private final List<Item> got = new ArrayList<>();
    private String text = "";
    private boolean enough;

    private StreamProgram(Operators operators) {
        this.operators = operators;
    }

    /** The program, with these operators. */
    static Supplier<Judged> on(Operators operators) {
        return () -> new StreamProgram(operators);
    }

    @Override
    public void run(Interleaving run) {
        Taps taps = new Taps(run, faults);
        Branch branch = new StreamTree(run, operators, faults, taps).grow(run.draw(DEPTH));
        Use use = Use.values()[run.draw(Use.values().length)];
        Puller user = Puller.start(run, me -> use(run, me, use, branch, taps)).perhapsCancelled(2);
        text = branch.text() + ", " + use;
        try {
            Outcomes.check(user.task());
        } catch (Exception | AssertionError wrong) {
            throw new AssertionError(text + ": " + wrong, wrong);
        }
    }

    private void use(Interleaving run, Puller me, Use use, Branch branch, Taps taps) throws Exception {
        Shape shape = branch.shape();
        try {
            consume(run, use, branch.stream().map(item -> {
                got.add(item);
                return item;
            }));
            if (!enough) {
                shape.checkEnd(got);
            }
        } catch (CancelledException cancelled) {
            faults.arrived(cancelled);
            assertThat(me.isToLeave()).as("somebody cancelled this: %s", cancelled.reason()).isTrue();
        } catch (Fault failure) {
            faults.arrived(failure);
            enough |= use == Use.FIRST && !got.isEmpty();
            if (!me.isToLeave() && !enough && !taps.haveSpilled()) {
                shape.checkFailure(got);
            }
        } finally {
            me.checkPrompt();
            taps.checkClosed();
            shape.checkPart(got);
        }
    }

    private void consume(Interleaving run, Use use, AsyncStream<Item> stream) throws Exception {
        switch (use) {
            case LISTED -> assertThat(stream.toList()).isEqualTo(got);
            case VISITED -> stream.forEach(_ -> run.pause());
            case COUNTED -> assertThat(stream.count()).isEqualTo(got.size());
            case COLLECTED -> assertThat(stream.collect(Collectors.toList())).isEqualTo(got);
            case STARTED -> assertThat(stream.startToList().result()).isEqualTo(got);
            case FIRST -> {
                Optional<Item> first = stream.first();
                enough = first.isPresent();
                assertThat(got).as("items that come to who wants the first").isEqualTo(first.stream().toList());
            }
            case PULLED -> pull(run, stream);
            case ITERATED -> iterate(run, stream);
        }
    }

    private void pull(Interleaving run, AsyncStream<Item> stream) {
        int most = run.draw(ENOUGH);
        try (AsyncGenerator<Item> items = stream.openAsync()) {
            for (int i = 0; i < most; i++) {
                Optional<Item> item = items.next();
                if (item.isEmpty()) {
                    assertThat(items.next()).as("what comes after the end").isEmpty();
                    return;
                }
                assertThat(item).as("the item that comes next").contains(got.get(i));
                run.pause();
            }
            enough = true;
        }
    }

    private void iterate(Interleaving run, AsyncStream<Item> stream) {
        int most = run.draw(ENOUGH);
        int i = 0;
        try (Generator<Item> items = stream.prefetch(run.draw(3)).open()) {
            for (Item item : items) {
                assertThat(item).as("the item that comes next").isEqualTo(got.get(i++));
                if (i > most) {
                    enough = true;
                    return;
                }
                Async.yieldNow();
            }
        }
    }

    @Override
    public void reported(Throwable failure) {
        assertThat(failure).as("what is reported of " + text).isInstanceOf(Fault.class);
        faults.arrived(failure);
    }

    @Override
    public void judge() {
        faults.check();
    }
}
