package dev.footbridge.internal;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/** What is done with exceptions on their way: unwrapped, joined, and shown with both sides of their trace. */
public final class Failures {

    /** Stands between the trace of the code that failed and the trace of the code that waited for it. */
    private static final String SEAM = "awaited by";

    private static final String INSIDE = "dev.footbridge.internal.";

    private static final int MAX_SEAMS = 4;

    private Failures() {}

    /** The exception inside the JDK's wrappers of asynchronous failures. */
    public static Throwable unwrap(Throwable error) {
        Throwable inner = error;
        while ((inner instanceof CompletionException || inner instanceof ExecutionException)
                && inner.getCause() != null) {
            inner = inner.getCause();
        }
        return inner;
    }

    /** Adds the others to the first as suppressed ones, each once; returns the first. */
    public static Throwable joined(Throwable first, Collection<? extends Throwable> others) {
        for (Throwable other : others) {
            attach(first, other);
        }
        return first;
    }

    /** Adds one failure to another, unless it is the same or comes with it already. */
    public static void attach(Throwable first, Throwable other) {
        try {
            if (!carries(first, other, Collections.newSetFromMap(new IdentityHashMap<>()))) {
                first.addSuppressed(other);
            }
        } catch (Throwable _) {
            // An exception with odd methods of its own stays as it is.
        }
    }

    /** Whether the other is this one or among the ones suppressed in it, however deep. */
    private static boolean carries(Throwable one, Throwable other, Set<Throwable> asked) {
        if (one == other) {
            return true;
        }
        return asked.add(one)
                && Stream.of(one.getSuppressed()).anyMatch(suppressed -> carries(suppressed, other, asked));
    }

    /** The failure in words; its class if it has odd methods of its own. */
    static String describe(Throwable error) {
        try {
            return error.toString();
        } catch (Throwable _) {
            return error.getClass().getName();
        }
    }

    /** Where the code of the job begins that failed so: for a lambda, where it was given to be started. */
    static Optional<StackTraceElement> origin(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        StackTraceElement user = null;
        for (StackTraceElement frame : trace) {
            if (frame.getClassName().equals(Job.class.getName())) {
                return Optional.ofNullable(user);
            }
            if (!frame.getClassName().startsWith(INSIDE)) {
                user = frame;
            }
        }
        return Optional.empty();
    }

    /** The failures that a cancellation carries with it; the cancellations among them are its own affair. */
    public static List<Throwable> suppressedBy(Throwable cancellation) {
        return Stream.of(cancellation.getSuppressed()).filter(error -> !Scoped.isCancellation(error)).toList();
    }

    /** Appends the calling thread's trace to that of a failure which happened on another thread. */
    public static Throwable withCallersSide(Throwable error) {
        try {
            appendTrace(error);
        } catch (Throwable _) {
            // An exception with odd methods of its own goes as it is.
        }
        return error;
    }

    private static void appendTrace(Throwable error) {
        StackTraceElement[] inner = error.getStackTrace();
        if (inner.length == 0 || seams(inner) >= MAX_SEAMS) {
            return;
        }
        StackTraceElement[] outer = new Throwable().getStackTrace();
        int from = 0;
        while (from < outer.length && outer[from].getClassName().startsWith("dev.footbridge.internal.")) {
            from++;
        }
        StackTraceElement[] both = Arrays.copyOf(inner, inner.length + 1 + outer.length - from);
        both[inner.length] = new StackTraceElement("footbridge", SEAM, Thread.currentThread().getName(), -1);
        System.arraycopy(outer, from, both, inner.length + 1, outer.length - from);
        error.setStackTrace(both);
    }

    private static long seams(StackTraceElement[] trace) {
        return Arrays.stream(trace).filter(frame -> frame.getMethodName().equals(SEAM)).count();
    }
}
