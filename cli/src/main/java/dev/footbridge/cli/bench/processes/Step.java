package dev.footbridge.cli.bench.processes;

import dev.footbridge.cli.output.Figures;
import java.util.List;

/** What is measured, in the order in which a parent process does it. */
enum Step {
    /** From before the pool is made until each of its workers has answered a job; the jobs take 20 ms. */
    START("start", "start until each worker has answered", Unit.MILLIS, 0),
    /** Right after that, the first map. */
    COLD_MAP("coldMap", "cold map, chunk 100", Unit.MILLIS, 4),
    /** Both, for openness; nobody tells it. */
    START_AND_MAP("startAndMap", "start and cold map", Unit.MILLIS, 0),
    /** Nothing there and back. */
    CALL("call", "no-op call, there and back", Unit.MICROS, 0.4),
    /** Many small jobs. */
    MAP_SINGLES("mapSingles", "warm map, chunk 1", Unit.MILLIS, 0.2),
    /** Fewer, larger ones. */
    MAP_CHUNKS("mapChunks", "warm map, chunk 100", Unit.MILLIS, 1),
    /** A large payload there and back. */
    ECHO("echo", "1 MiB, there and back", Unit.MILLIS, 1);

    /** How its times are shown. */
    enum Unit {
        MILLIS("ms", 1e3), MICROS("us", 1e6);

        private final String sign;
        private final double perSecond;

        Unit(String sign, double perSecond) {
            this.sign = sign;
            this.perSecond = perSecond;
        }

        String sign() {
            return sign;
        }

        String show(double seconds) {
            double value = seconds * perSecond;
            return Figures.fixed(value, value < 100 ? 1 : 0);
        }
    }

    private final String key;
    private final String words;
    private final Unit unit;
    private final double target;

    Step(String key, String words, Unit unit, double target) {
        this.key = key;
        this.words = words;
        this.unit = unit;
        this.target = target;
    }

    /** Its name in figures, and between the processes. */
    String key() {
        return key;
    }

    String words() {
        return words;
    }

    Unit unit() {
        return unit;
    }

    /** The most that it may take, as a multiple of what the better of Python's pools takes; zero for no target. */
    double target() {
        return target;
    }

    /** What it is the sum of. */
    List<Step> parts() {
        return this == START_AND_MAP ? List.of(START, COLD_MAP) : List.of(this);
    }
}
