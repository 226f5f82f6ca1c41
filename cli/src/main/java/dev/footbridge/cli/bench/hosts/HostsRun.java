package dev.footbridge.cli.bench.hosts;

import dev.footbridge.Task;
import dev.footbridge.cli.cluster.EngineLog;
import dev.footbridge.cli.cluster.OwnJvm;
import dev.footbridge.cli.measure.MachineLoad;
import dev.footbridge.cli.measure.Median;
import dev.footbridge.cli.output.Progress;
import dev.footbridge.cluster.Cluster;
import dev.footbridge.cluster.ClusterOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.IntUnaryOperator;
import java.util.logging.Level;
import java.util.stream.IntStream;

/** The same calls by a cluster and by its engine, in turns; and what the engine has not: balance, and jobs inside jobs. */
final class HostsRun {

    static final String CALL = "call";
    static final String CALLS_AT_ONCE = "callsAtOnce";
    static final String MAP = "map";
    static final String UNEQUAL = "unequal";
    static final String NESTED_DEEP = "nestedDeep";
    static final String NESTED_WIDE = "nestedWide";

    /** The most that a call may cost, as a multiple of the engine's. */
    static final double OVERHEAD = 1.3;
    /** The most that jobs may take on unequal members, as a multiple of the least that the slots allow. */
    static final double BALANCE = 2;

    private static final double NANOS_PER_SECOND = 1e9;

    private final Effort effort;
    private final int rounds;
    private final AtomicInteger wrong = new AtomicInteger();

    HostsRun(Effort effort, int rounds) {
        this.effort = effort;
        this.rounds = rounds;
    }

    HostsResult run() {
        EngineLog.limit(Level.SEVERE);
        double loadBefore = MachineLoad.now();
        Meeting meeting = new Meeting(OwnJvm.freePort());
        AtomicReference<ClusterOptions> plain = new AtomicReference<>();
        List<Row> rows = new ArrayList<>();
        try (MemberJvms _ = MemberJvms.start(meeting, Effort.MEMBERS, Slow.MEMBER);
                Progress progress = Progress.of("hosts", effort.warmUps() + rounds + 1);
                Cluster cluster = Cluster.open(o -> {
                    plain.set(o);
                    return meeting.cluster(o).withMemberName("submitter").withMinimumMembers(Effort.MEMBERS);
                });
                EngineSide engine = EngineSide.join(meeting.engine(plain.get()).withMemberName("submitter"))) {
            engine.awaitMembers(Effort.MEMBERS);
            rows.addAll(compare(cluster, engine, progress));
            double[] seconds = IntStream.range(0, rounds).mapToDouble(_ -> unequal(cluster)).toArray();
            rows.add(Row.of(UNEQUAL, effort.unequal(), seconds, new double[]{Slow.ideal(effort.unequal())}, BALANCE));
        }
        rows.addAll(nested());
        return new HostsResult(effort.isWarm(), rounds, Effort.MEMBERS, Effort.SLOTS,
                Runtime.getRuntime().availableProcessors(), Runtime.version().toString(), loadBefore, MachineLoad.now(),
                wrong.get() == 0, rows);
    }

    // ---- beside the engine

    private List<Row> compare(Cluster cluster, EngineSide engine, Progress progress) {
        IntUnaryOperator ours = number -> cluster.call(() -> Slow.next(number));
        double[][] seconds = new double[5][rounds];
        for (int round = -effort.warmUps(); round < rounds; round++) {
            double[] each = {oneAfterAnother(ours), oneAfterAnother(engine::next), atOnce(ours), atOnce(engine::next),
                    map(cluster)};
            for (int i = 0; round >= 0 && i < each.length; i++) {
                seconds[i][round] = each[i];
            }
            progress.step("round " + Math.max(0, round + 1));
        }
        return List.of(Row.of(CALL, effort.calls(), seconds[0], seconds[1], OVERHEAD),
                Row.of(CALLS_AT_ONCE, effort.crowd(), seconds[2], seconds[3], OVERHEAD),
                Row.of(MAP, effort.crowd(), seconds[4], seconds[3], OVERHEAD));
    }

    /** The median of many calls. */
    private double oneAfterAnother(IntUnaryOperator call) {
        double[] nanos = new double[effort.calls()];
        for (int i = 0; i < nanos.length; i++) {
            long begin = System.nanoTime();
            int result = call.applyAsInt(i);
            nanos[i] = System.nanoTime() - begin;
            check(result == i + 1);
        }
        return Median.of(nanos) / NANOS_PER_SECOND;
    }

    /** As many callers as there are slots: the time over the number of calls. */
    private double atOnce(IntUnaryOperator call) {
        int callers = Effort.MEMBERS * Effort.SLOTS;
        AtomicInteger next = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(callers);
        long begin = System.nanoTime();
        for (int i = 0; i < callers; i++) {
            Thread.startVirtualThread(() -> {
                try {
                    for (int number = next.getAndIncrement(); number < effort.crowd(); number = next
                            .getAndIncrement()) {
                        check(call.applyAsInt(number) == number + 1);
                    }
                } catch (RuntimeException e) {
                    check(false);
                } finally {
                    done.countDown();
                }
            });
        }
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + callers + " callers were at work", e);
        }
        return (System.nanoTime() - begin) / NANOS_PER_SECOND / effort.crowd();
    }

    /** The same by a map, one to a job. */
    private double map(Cluster cluster) {
        List<Integer> items = IntStream.range(0, effort.crowd()).boxed().toList();
        long begin = System.nanoTime();
        List<Integer> results = cluster.map(Slow::next, items, 1);
        double took = (System.nanoTime() - begin) / NANOS_PER_SECOND;
        check(results.equals(IntStream.rangeClosed(1, effort.crowd()).boxed().toList()));
        return took / effort.crowd();
    }

    // ---- what it has beyond the engine

    private double unequal(Cluster cluster) {
        return timed(() -> {
            List<Task<Integer>> tasks = new ArrayList<>();
            for (int i = 0; i < effort.unequal(); i++) {
                int number = i;
                tasks.add(cluster.start(() -> Slow.work(number)));
            }
            return IntStream.range(0, tasks.size()).allMatch(i -> tasks.get(i).result() == i);
        });
    }

    private List<Row> nested() {
        int count = effort.nested();
        try (Cluster cluster = Cluster.embedded(2, o -> o.withSlots(1))) {
            double deep = timed(() -> cluster.<Integer>call(() -> Slow.deep(count)) == count);
            double wide = timed(() -> {
                List<Task<Integer>> tasks = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    int number = i;
                    tasks.add(cluster.start(() -> Cluster.current().<Integer>call(() -> Slow.next(number))));
                }
                return IntStream.range(0, count).allMatch(i -> tasks.get(i).result() == i + 1);
            });
            return List.of(Row.of(NESTED_DEEP, count, deep), Row.of(NESTED_WIDE, count, wide));
        }
    }

    private double timed(BooleanSupplier correct) {
        long begin = System.nanoTime();
        check(correct.getAsBoolean());
        return (System.nanoTime() - begin) / NANOS_PER_SECOND;
    }

    private void check(boolean right) {
        if (!right) {
            wrong.incrementAndGet();
        }
    }
}
