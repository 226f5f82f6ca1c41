package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The failures that the code of a run throws on purpose, and what has become of each. Guarded by the loop. */
final class Faults {

    /** One of them. */
    static final class Fault extends Exception {

        private static final long serialVersionUID = 1;

        private Fault(int number) {
            super("fault " + number, null, true, false);
        }
    }

    private final List<Fault> thrown = new ArrayList<>();
    private final Map<Throwable, Integer> arrivals = new IdentityHashMap<>();

    /** One more, which whoever asks is about to throw. */
    Fault next() {
        Fault fault = new Fault(thrown.size() + 1);
        thrown.add(fault);
        return fault;
    }

    /** An exception has come to where it is looked at: with it have all that it carries. */
    void arrived(Throwable error) {
        arrived(error, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private void arrived(Throwable error, Set<Throwable> visited) {
        if (error instanceof Fault) {
            arrivals.merge(error, 1, Integer::sum);
        }
        if (visited.add(error)) {
            for (Throwable suppressed : error.getSuppressed()) {
                arrived(suppressed, visited);
            }
        }
    }

    /** Whether an exception carries any of them, or is one. */
    static boolean anyIn(Throwable error) {
        Faults found = new Faults();
        found.arrived(error);
        return !found.arrivals.isEmpty();
    }

    /** At the end: each that was thrown has arrived, once. */
    void check() {
        for (Fault fault : thrown) {
            assertThat(arrivals.getOrDefault(fault, 0)).as("how often %s arrived", fault).isOne();
        }
    }
}
