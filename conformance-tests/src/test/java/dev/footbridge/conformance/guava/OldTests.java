package dev.footbridge.conformance.guava;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Collections;
import junit.framework.Test;
import junit.framework.TestCase;
import junit.framework.TestResult;
import junit.framework.TestSuite;
import org.junit.jupiter.api.DynamicNode;

/** Tests of JUnit 3, of which Guava's suites are made. */
final class OldTests {

    private OldTests() {}

    /** As tests of today, in the same tree. */
    static DynamicNode shown(Test test) {
        return switch (test) {
            case TestSuite suite -> dynamicContainer(suite.getName(),
                    Collections.list(suite.tests()).stream().map(OldTests::shown));
            case TestCase one -> dynamicTest(one.getName(), one::runBare);
            default -> throw new IllegalArgumentException("neither a suite nor a test: " + test.getClass());
        };
    }

    /** Runs all at once. */
    static TestResult run(Test test) {
        TestResult result = new TestResult();
        test.run(result);
        return result;
    }
}
