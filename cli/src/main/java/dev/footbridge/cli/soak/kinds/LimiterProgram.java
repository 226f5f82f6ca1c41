package dev.footbridge.cli.soak.kinds;

import dev.footbridge.cli.soak.play.Part;
import dev.footbridge.cli.soak.play.Play;
import dev.footbridge.cli.soak.play.Scene;
import dev.footbridge.cli.soak.play.Step;
import dev.footbridge.cli.soak.stage.Dice;
import dev.footbridge.cli.soak.subject.Limiting;
import dev.footbridge.sync.LimiterStats;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A limiter whose limit changes: never more in it than the limit was since the last one came in, and all places free in
 * the end.
 *
 * @param limit the limit at first
 * @param parts its actors
 */
record LimiterProgram(int limit, List<Part> parts) implements Program {

    private static final List<String> STEADY = List.of("acquire", "try", "try for", "limited");
    private static final List<String> CHANGING = List.of("acquire", "try", "try for", "limited", "set limit");
    private static final int MOST = 4;

    static Program draw(Dice dice) {
        List<String> forms = dice.oneIn(2) ? STEADY : CHANGING;
        return new LimiterProgram(dice.between(1, MOST), Casting.draw(dice, 2, 7, forms, MOST));
    }

    @Override
    public String shape() {
        return "a limiter of " + limit;
    }

    @Override
    public void run(Play play) {
        Limiting limiter = play.stage().subject().limiter(limit);
        LimitLog log = new LimitLog(limiter, limit);
        play.perform(parts, (step, scene) -> switch (step.form()) {
            case "set limit" -> {
                log.set(step.amount());
                yield true;
            }
            case "limited" -> {
                int since = log.mark();
                yield limiter.limited(() -> work(log, since, step, scene)).call();
            }
            default -> {
                int since = log.mark();
                Optional<Runnable> place = take(limiter, step);
                try {
                    yield place.isPresent() && work(log, since, step, scene);
                } finally {
                    place.ifPresent(Runnable::run);
                }
            }
        });
        checkEnd(play, limiter, log.last());
    }

    private static Optional<Runnable> take(Limiting limiter, Step step) {
        return switch (step.form()) {
            case "acquire" -> Optional.of(limiter.acquire());
            case "try" -> limiter.tryAcquire();
            case "try for" -> limiter.tryAcquire(step.limit());
            default -> throw Forms.unknown(step);
        };
    }

    private static boolean work(LimitLog log, int since, Step step, Scene scene) {
        log.begin(scene, since);
        try {
            if (!step.hold().isZero()) {
                scene.pause(step.hold());
            }
        } finally {
            log.end();
        }
        return true;
    }

    private static void checkEnd(Play play, Limiting limiter, int limit) {
        LimiterStats stats = limiter.stats();
        play.check(stats.running() == 0 && stats.waiting() == 0, "the limiter says in the end: " + stats);
        List<Runnable> places = new ArrayList<>();
        for (Optional<Runnable> next = limiter.tryAcquire(); next.isPresent()
                && places.size() <= limit; next = limiter.tryAcquire()) {
            places.add(next.get());
        }
        play.check(places.size() == limit, places.size() + " places are free in the end, the limit is " + limit);
        places.forEach(Runnable::run);
    }
}
