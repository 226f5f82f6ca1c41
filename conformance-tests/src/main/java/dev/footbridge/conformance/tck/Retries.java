package dev.footbridge.conformance.tck;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.testng.IAnnotationTransformer;
import org.testng.IRetryAnalyzer;
import org.testng.ITestResult;
import org.testng.annotations.ITestAnnotation;

/**
 * Tries again what a busy machine alone can make fail: the TCK wants to be told of garbage within 100 ms of the collection
 * that found it, and can be told no other limit. What is not garbage fails each time.
 */
public final class Retries implements IAnnotationTransformer {

    private static final String OF_GARBAGE = "required_spec313_";

    @Override
    @SuppressWarnings("rawtypes") // as TestNG declares it
    public void transform(ITestAnnotation test, @Nullable Class ofClass, @Nullable Constructor ofConstructor,
            @Nullable Method method) {
        if (method != null && method.getName().startsWith(OF_GARBAGE)) {
            test.setRetryAnalyzer(FewTimes.class);
        }
    }

    /** Up to four runs in all. */
    public static final class FewTimes implements IRetryAnalyzer {

        private int left = 3;

        @Override
        public boolean retry(ITestResult result) {
            return left-- > 0;
        }
    }
}
