package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.BlockingFunction;
import dev.footbridge.laws.Ledger.Item;
import dev.footbridge.laws.Taps.Places;
import dev.footbridge.laws.Taps.Tap;
import dev.footbridge.stream.AsyncStream;
import dev.footbridge.testkit.Interleaving;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Streams of streams, drawn, with what must come of them. Guarded by the loop. */
final class StreamTree {

    /** A stream and what must come of it, and in words what it is. */
    record Branch(AsyncStream<Item> stream, Shape shape, String text) {
        Branch to(String operator, AsyncStream<Item> next, Shape becomes) {
            return new Branch(next, becomes, text + "." + operator);
        }
    }

    private static final int MOST = 4;
    private static final Duration DAY = Duration.ofDays(1);

    private final Interleaving run;
    private final Operators operators;
    private final Faults faults;
    private final Taps taps;

    StreamTree(Interleaving run, Operators operators, Faults faults, Taps taps) {
        this.run = run;
        this.operators = operators;
        this.faults = faults;
        this.taps = taps;
    }

    /** One of this depth. */
    Branch grow(int depth) {
        Branch branch = depth == 0 ? tap(new Places(1)) : join(depth);
        for (int i = run.draw(3); i > 0; i--) {
            branch = operate(branch);
        }
        return branch;
    }

    private Branch tap(Places places) {
        Tap tap = taps.next(places);
        return new Branch(tap.stream(), tap.shape(), tap.toString());
    }

    // ---- several streams

    private Branch join(int depth) {
        Branch first = grow(depth - 1);
        if (first.shape.most() < Integer.MAX_VALUE || run.draw(4) == 0) {
            return first;
        }
        if (run.draw(4) == 0) {
            return flatten();
        }
        Branch second = grow(depth - 1);
        if (second.shape.most() < Integer.MAX_VALUE) {
            return second;
        }
        boolean plain = first.shape.isPlain() && second.shape.isPlain();
        String both = "(" + first.text + ", " + second.text + ")";
        return switch (plain ? run.draw(3) : 0) {
            case 1 -> new Branch(operators.concat(first.stream, second.stream), first.shape.concat(second.shape),
                    "concat" + both);
            case 2 -> zip(first, second, "zip" + both);
            default -> new Branch(operators.merge(first.stream, second.stream), first.shape.merge(second.shape),
                    "merge" + both);
        };
    }

    private Branch flatten() {
        int limit = 1 + run.draw(3);
        Places places = new Places(limit);
        List<Branch> branches = Stream.generate(() -> tap(places)).limit(1 + run.draw(MOST)).toList();
        return new Branch(operators.flatten(limit, branches.stream().map(Branch::stream).toList()),
                branches.stream().map(Branch::shape).reduce(Shape::merge).orElseThrow(),
                "flatMap(" + limit + ", " + branches.stream().map(Branch::text).toList() + ")");
    }

    /** Pairs, of which the first is passed on. */
    private Branch zip(Branch first, Branch second, String text) {
        List<Item> left = first.shape.items();
        List<Item> right = second.shape.items();
        AsyncStream<Item> firsts = operators.zip(first.stream, second.stream).map(pair -> {
            assertThat(right.indexOf(pair.get(1))).as("items in the order of those they are paired with")
                    .isEqualTo(left.indexOf(pair.get(0)));
            return pair.getFirst();
        });
        return new Branch(firsts, first.shape.zip(second.shape), text);
    }

    // ---- one stream

    private Branch operate(Branch branch) {
        AsyncStream<Item> items = branch.stream;
        Shape shape = branch.shape;
        if (shape.most() < Integer.MAX_VALUE) {
            return branch.to("map", items.map(this::passed), shape);
        }
        int count = run.draw(MOST);
        return switch (run.draw(16)) {
            case 0 -> branch.to("map", items.map(this::passed), shape);
            case 1 -> branch.to("filter", items.filter(item -> isKept(passed(item))), shape.filter(StreamTree::isKept));
            case 2 -> branch.to("take " + count, operators.take(count, items), shape.take(count));
            case 3 -> branch.to("prefetch " + count, operators.prefetch(count, items), shape);
            case 4 ->
                branch.to("map at most " + (count + 1), operators.map(count + 1, items, limited(count + 1)), shape);
            case 5 -> branch.to("unordered at most " + (count + 1),
                    operators.mapUnordered(count + 1, items, limited(count + 1)), shape.unordered());
            case 6 -> chunked(branch, count + 1);
            case 7 -> enumerated(branch);
            case 8 -> branch.to("timeout", items.timeout(DAY), shape);
            case 9 -> branch.to("rateLimit", items.rateLimit(count + 1, Duration.ofMillis(1)), shape);
            case 10 -> failing(branch, count);
            case 11 -> shape.isPlain() ? branch.to("skip " + count, items.skip(count), shape.skip(count)) : branch;
            case 12 -> shape.isPlain() ? takenWhile(branch) : branch;
            case 13 -> branch.to("async at most " + (count + 1), async(count + 1, items), shape);
            case 14 -> branch.to("from generator", AsyncStream.fromGenerator(items.openAsync()), shape);
            default -> branch.to("on", items.on(run.loop()), shape);
        };
    }

    private Item passed(Item item) {
        run.pause();
        return item;
    }

    private static boolean isKept(Item item) {
        return (item.number() + item.producer()) % 3 > 0;
    }

    private BlockingFunction<Item, Item> limited(int limit) {
        Places places = new Places(limit);
        return item -> {
            places.take();
            try {
                taps.breathe();
                return item;
            } finally {
                places.leave();
            }
        };
    }

    /** Each item through a task of its own. */
    private AsyncStream<Item> async(int limit, AsyncStream<Item> items) {
        BlockingFunction<Item, Item> function = limited(limit);
        return items.mapAsync(limit, item -> run.loop().start(() -> function.apply(item)));
    }

    private Branch chunked(Branch branch, int size) {
        boolean[] atEnd = {false};
        return branch.to("chunks of " + size, operators.chunks(size, branch.stream).flatMap(chunk -> {
            assertThat(atEnd[0]).as("a chunk after one that was not full").isFalse();
            assertThat(chunk).hasSizeBetween(1, size);
            atEnd[0] = chunk.size() < size;
            return AsyncStream.of(chunk.toArray(Item[]::new));
        }), branch.shape);
    }

    private static Branch enumerated(Branch branch) {
        long[] next = {0};
        return branch.to("enumerate", branch.stream.enumerate().map(indexed -> {
            assertThat(indexed.index()).as("the place of an item").isEqualTo(next[0]++);
            return indexed.item();
        }), branch.shape);
    }

    private Branch takenWhile(Branch branch) {
        List<Item> items = branch.shape.items();
        int end = run.draw(items.size() + 1);
        return branch.to("takeWhile " + end, branch.stream.takeWhile(item -> items.indexOf(item) < end),
                end == items.size() ? branch.shape : branch.shape.cut(items.subList(0, end)));
    }

    /** A function that fails at one of the items. */
    private Branch failing(Branch branch, int limit) {
        List<Item> all = new ArrayList<>();
        branch.shape.orders().forEach(all::addAll);
        if (all.isEmpty()) {
            return branch;
        }
        Item fatal = all.get(run.draw(all.size()));
        BlockingFunction<Item, Item> function = item -> {
            taps.breathe();
            if (item.equals(fatal)) {
                throw faults.next();
            }
            return item;
        };
        return branch.to("failing at " + fatal + ", at most " + limit,
                limit == 0 ? branch.stream.map(function) : operators.map(limit, branch.stream, function),
                branch.shape.failingAt(fatal));
    }
}
