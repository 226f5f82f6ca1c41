package dev.footbridge.conformance.tck;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.testng.IConfigurationListener;
import org.testng.ITestListener;
import org.testng.ITestResult;
import org.testng.SkipException;
import org.testng.TestNG;
import org.testng.annotations.Test;

/** One run of verifications of the TCK, each a class with tests for TestNG. */
public final class TckRun {

    private TckRun() {}

    /** Runs verifications side by side, as they mostly wait. */
    public static Map<Class<?>, List<Finding>> of(Collection<? extends Class<?>> verifications) {
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            Map<Class<?>, Future<List<Finding>>> runs = verifications.stream()
                    .collect(Collectors.toMap(Function.identity(), tests -> threads.submit(() -> of(tests))));
            return runs.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, run -> found(run.getValue())));
        }
    }

    private static List<Finding> found(Future<List<Finding>> run) {
        try {
            return run.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("TestNG itself failed", e);
        }
    }

    /** Runs all tests of a verification, and sorts them by their names. */
    public static List<Finding> of(Class<?> verification) {
        Listener listener = new Listener();
        TestNG runner = new TestNG(false); // no reports in files
        runner.setVerbose(0);
        runner.setTestClasses(new Class<?>[]{verification});
        runner.addListener(listener);
        runner.addListener(new Retries());
        runner.run();
        return listener.findings.stream().sorted(Comparator.comparing(Finding::test)).toList();
    }

    /** The names of the tests that a verification has. */
    public static Set<String> testsOf(Class<?> verification) {
        return Arrays.stream(verification.getMethods()).filter(method -> method.isAnnotationPresent(Test.class))
                .map(Method::getName).collect(Collectors.toUnmodifiableSet());
    }

    private static final class Listener implements ITestListener, IConfigurationListener {

        private final Queue<Finding> findings = new ConcurrentLinkedQueue<>();

        @Override
        public void onTestSuccess(ITestResult result) {
            findings.add(new Finding.Passed(result.getName()));
        }

        @Override
        public void onTestFailure(ITestResult result) {
            findings.add(failed(result));
        }

        @Override
        public void onTestFailedButWithinSuccessPercentage(ITestResult result) {
            findings.add(failed(result));
        }

        /** TestNG also skips what cannot be set up. */
        @Override
        public void onTestSkipped(ITestResult result) {
            if (result.wasRetried()) {
                return;
            }
            findings.add(result.getThrowable() instanceof SkipException skip
                    ? new Finding.Skipped(result.getName(), String.valueOf(skip.getMessage()))
                    : failed(result));
        }

        @Override
        public void onConfigurationFailure(ITestResult result) {
            findings.add(failed(result));
        }

        private static Finding failed(ITestResult result) {
            Throwable error = result.getThrowable();
            return new Finding.Failed(result.getName(), error == null ? new AssertionError("not run") : error);
        }
    }
}
