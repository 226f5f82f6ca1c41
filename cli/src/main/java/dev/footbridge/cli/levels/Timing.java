package dev.footbridge.cli.levels;

import dev.footbridge.cli.measure.Median;
import dev.footbridge.cli.output.Progress;
import java.util.List;

/** Takes the time of work on a level, a few times over, and checks the results each time. */
final class Timing {

    private static final double NANOS_PER_SECOND = 1e9;

    private final int rounds;
    private final Progress progress;

    Timing(int rounds, Progress progress) {
        this.rounds = rounds;
        this.progress = progress;
    }

    /** The row of the work that the others are compared with. */
    Row base(Work work, Place place) {
        Row row = row(work, place, Order.SEQUENTIAL, 1);
        return new Row(row.work(), row.level(), row.order(), row.jobs(), row.wallSeconds(), 1, row.correct());
    }

    /** The row of some work, compared with the seconds that it takes at the base. */
    Row row(Work work, Place place, Order order, double baseSeconds) {
        double[] seconds = new double[rounds];
        boolean correct = true;
        for (int round = 0; round < rounds; round++) {
            long begin = System.nanoTime();
            List<Integer> results = order.results(place.level(), work.jobs());
            seconds[round] = (System.nanoTime() - begin) / NANOS_PER_SECOND;
            correct &= work.isCorrect(results);
        }
        double median = Median.of(seconds);
        progress.step(work.name() + " on " + place.name());
        return new Row(work.name(), place.name(), order.toString(), work.jobs().size(), median, baseSeconds / median,
                correct);
    }
}
