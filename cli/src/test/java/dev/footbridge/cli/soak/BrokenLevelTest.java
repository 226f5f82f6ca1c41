package dev.footbridge.cli.soak;

import dev.footbridge.FailureHandler;
import dev.footbridge.cli.soak.subject.Home;
import dev.footbridge.cli.soak.subject.Subject;
import dev.footbridge.threads.ThreadPoolOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Loops that break a promise are found. */
@Timeout(60)
class BrokenLevelTest {

    private static void assertFound(String kind, Loops loops, String expected) {
        Twin.assertFound(kind, new Subject() {
            @Override
            public Home loop(String name, FailureHandler failures) {
                return loops.open(name, failures);
            }
        }, expected);
    }

    private interface Loops {
        Home open(String name, FailureHandler failures);
    }

    @Test
    void findsALoopOnWhichTwoRunAtOnce() {
        assertFound("nesting", (name, failures) -> Home.pool(name, ThreadPoolOptions.UNLIMITED, failures),
                "two ran between waits at the same time");
    }

    @Test
    void findsALoopThatDoesNotReportAFailure() {
        assertFound("closing", (name, _) -> Home.loop(name, (_, _) -> {}), "not reported at the close");
    }

    @Test
    void findsALoopThatReportsAFailureTwice() {
        assertFound("closing", (name, failures) -> Home.loop(name, (task, failure) -> {
            failures.unhandled(task, failure);
            failures.unhandled(task, failure);
        }), "was reported more than once");
    }

    @Test
    void findsALoopThatGoesOnAfterItsClose() {
        assertFound("closing", (name, failures) -> {
            Home sound = Home.loop(name, failures);
            return new Home(sound.level(), sound.pending(), sound.isQuiet(), sound.status(), () -> {}, () -> {});
        }, "a closed level");
    }
}
