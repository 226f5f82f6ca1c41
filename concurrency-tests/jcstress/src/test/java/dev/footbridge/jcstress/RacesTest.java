package dev.footbridge.jcstress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** Every race holds, and every twin, which is broken on purpose, is found broken. */
@Timeout(value = 30, unit = TimeUnit.DAYS) // the longer modes; the quick one ends itself
class RacesTest {

    private static TestLists lists;

    @BeforeAll
    static void readLists() throws Exception {
        lists = TestLists.merged();
    }

    @Test
    void everyRaceHasATwin() {
        assertThat(lists.twins()).containsExactlyInAnyOrderElementsOf(lists.races().map(TestLists::twinOf).toList());
    }

    @TestFactory
    Stream<DynamicTest> everyRaceHoldsAndEveryTwinIsFoundBroken() throws Exception {
        assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "two actors need two processors");
        HarnessRun run = HarnessRun.configured();
        List<Verdict> verdicts = run.verdicts(lists);
        return lists.matching(run.pattern()).map(test -> dynamicTest(test, () -> check(test,
                verdicts.stream().filter(verdict -> verdict.test().equals(test)).toList())));
    }

    private static void check(String test, List<Verdict> verdicts) {
        assertThat(verdicts).as("jcstress did not run %s: see its log in target/jcstress", test).isNotEmpty();
        assertThat(verdicts).as("%s ends", test).allMatch(Verdict::ranToTheEnd);
        if (TestLists.isTwin(test)) {
            assertThat(verdicts).as("%s is found broken; a race that its twin passes says nothing", test)
                    .anyMatch(verdict -> verdict.finds(test));
        } else {
            assertThat(verdicts).as("%s holds", test).allMatch(verdict -> verdict.forbidden() == 0);
        }
    }
}
