package dev.footbridge.testkit;

import java.util.Set;

/** Where an exploration was asked for, for messages. */
record Place(String text) {

    private static final Set<Class<?>> INSIDE = Set.of(Interleavings.class, Exploration.class, Place.class);

    static Place ofCaller() {
        return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.filter(frame -> !INSIDE.contains(frame.getDeclaringClass())).findFirst()
                        .map(frame -> new Place(text(frame))).orElseGet(() -> new Place("the scenario")));
    }

    private static String text(StackWalker.StackFrame frame) {
        String type = frame.getClassName();
        return type.substring(type.lastIndexOf('.') + 1) + "." + frame.getMethodName() + "(" + frame.getFileName() + ":"
                + frame.getLineNumber() + ")";
    }

    /** What is thrown about a seed that failed. */
    AssertionError failure(long seed, long passed, Throwable found) {
        String what = found instanceof Wrong wrong ? wrong.what() : found.toString();
        AssertionError failure = new AssertionError(
                text + " fails with seed " + seed + " (runs that passed before it: " + passed + "): " + what
                        + "\nReplay it with Interleavings.replay(" + seed + "L, scenario) or -D" + Interleavings.SEED
                        + "="
                        + seed,
                found instanceof Wrong ? found.getCause() : found);
        if (found instanceof Wrong) {
            for (Throwable further : found.getSuppressed()) {
                failure.addSuppressed(further);
            }
        }
        return failure;
    }
}
