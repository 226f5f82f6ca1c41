package dev.footbridge.cli.bench.processes;

/** What is measured, in the order in which a parent process does it. */
enum Step {
    /** From before the pool is made until each of its workers has answered a job; the jobs take 20 ms. */
    START("start", "start of 2 workers, a job of 20 ms each", Unit.MILLIS, 0),
    /** Right after that, the first map. */
    COLD_MAP("coldMap", "first map, chunk 100 (cold)", Unit.MILLIS, 4),
    /** Nothing there and back. */
    CALL("call", "no-op call, there and back", Unit.MICROS, 0.4),
    /** Many small jobs. */
    MAP_SINGLES("mapSingles", "map, chunk 1 (warm)", Unit.MILLIS, 0.2),
    /** Fewer, larger ones. */
    MAP_CHUNKS("mapChunks", "map, chunk 100 (warm)", Unit.MILLIS, 1),
    /** A large payload there and back. */
    ECHO("echo", "1 MiB there and back", Unit.MILLIS, 1);

    /** How its times are shown. */
    enum Unit {
        MILLIS("ms", 1e6), MICROS("us", 1e3);

        private final String sign;
        private final double nanos;

        Unit(String sign, double nanos) {
            this.sign = sign;
            this.nanos = nanos;
        }

        String sign() {
            return sign;
        }

        double nanos() {
            return nanos;
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
}
