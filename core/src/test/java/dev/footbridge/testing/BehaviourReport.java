package dev.footbridge.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Writes the behaviours that the tests of this JVM show to {@code target/behaviours-PID.txt}; those of one module may run
 * in several JVMs, and in several test plans of one.
 * <p>
 * A test names its behaviours at the start of its display name or of its class's: {@code A5: ...} or
 * {@code A1, B2: ...}. A behaviour has passed when at least one test names it and every test that names it passed. The
 * JUnit platform finds this class as a service and may call it from several threads.
 */
public final class BehaviourReport implements TestExecutionListener {

    private static final Pattern IDS = Pattern.compile("([A-I]\\d{1,2}(?:\\s*,\\s*[A-I]\\d{1,2})*)\\s*:.*",
            Pattern.DOTALL);
    private static final Comparator<String> BY_LETTER_THEN_NUMBER = Comparator
            .<String, Character>comparing(id -> id.charAt(0)).thenComparing(id -> Integer.valueOf(id.substring(1)));
    private static final Path FILE = Path.of("target", "behaviours-" + ProcessHandle.current().pid() + ".txt");

    private enum Verdict {
        PASSED, FAILED, SKIPPED
    }

    private final ConcurrentHashMap<String, Set<Verdict>> verdicts = new ConcurrentHashMap<>();
    private volatile TestPlan plan;

    @Override
    public void testPlanExecutionStarted(TestPlan started) {
        plan = started;
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        switch (result.getStatus()) {
            case SUCCESSFUL -> {
                if (test.isTest()) {
                    record(test, Verdict.PASSED);
                }
            }
            case FAILED -> record(test, Verdict.FAILED);
            case ABORTED -> record(test, Verdict.SKIPPED);
        }
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        record(test, Verdict.SKIPPED);
    }

    @Override
    public void testPlanExecutionFinished(TestPlan finished) {
        if (verdicts.isEmpty()) {
            return;
        }
        var all = new TreeMap<String, Set<Verdict>>(BY_LETTER_THEN_NUMBER);
        all.putAll(verdicts);
        List<String> failed = all.keySet().stream().filter(id -> all.get(id).contains(Verdict.FAILED)).toList();
        List<String> passed = all.keySet().stream().filter(id -> all.get(id).equals(EnumSet.of(Verdict.PASSED)))
                .toList();
        write(all, failed, passed);
    }

    /** Charges the verdict to the ids of the test, of what contains it and, for a container, of what it contains. */
    private void record(TestIdentifier test, Verdict verdict) {
        Set<String> ids = new TreeSet<>(idsOf(test));
        for (var parent = plan.getParent(test); parent.isPresent(); parent = plan.getParent(parent.get())) {
            ids.addAll(idsOf(parent.get()));
        }
        plan.getDescendants(test).forEach(child -> ids.addAll(idsOf(child)));
        ids.forEach(id -> verdicts.computeIfAbsent(id, key -> ConcurrentHashMap.newKeySet()).add(verdict));
    }

    private static List<String> idsOf(TestIdentifier test) {
        Matcher ids = IDS.matcher(test.getDisplayName());
        return ids.matches() ? List.of(ids.group(1).split("\\s*,\\s*")) : List.of();
    }

    private static void write(TreeMap<String, Set<Verdict>> all, List<String> failed, List<String> passed) {
        String lines = all.keySet().stream()
                .map(id -> id + (failed.contains(id) ? " failed\n" : passed.contains(id) ? " passed\n" : " skipped\n"))
                .collect(Collectors.joining());
        try {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, lines);
        } catch (IOException cause) {
            throw new UncheckedIOException("cannot write " + FILE.toAbsolutePath(), cause);
        }
    }
}
