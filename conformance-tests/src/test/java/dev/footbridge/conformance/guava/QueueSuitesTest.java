package dev.footbridge.conformance.guava;

import static java.util.Comparator.naturalOrder;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.testing.Helpers;
import com.google.common.collect.testing.QueueTestSuiteBuilder;
import com.google.common.collect.testing.TestStringQueueGenerator;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import com.google.common.collect.testing.testers.CollectionSpliteratorTester;
import com.google.common.collect.testing.testers.QueueElementTester;
import com.google.common.collect.testing.testers.QueuePeekTester;
import com.google.common.collect.testing.testers.QueuePollTester;
import com.google.common.collect.testing.testers.QueueRemoveTester;
import dev.footbridge.sync.AsyncQueue;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import junit.framework.TestResult;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Our queues as the JDK's interface keep what {@code Collection} and {@code Queue} promise. Each has room for more: the
 * suites want every item taken, so a full queue does not fit them, nor a rendezvous, which holds nothing.
 */
class QueueSuitesTest {

    private static final int ENOUGH = 1_000;

    /** Take it for granted that the head of a queue with a known order is what was put in first. */
    private static final Method[] FIRST_IN_FIRST_OUT = {
            Helpers.getMethod(QueueElementTester.class, "testElement_sizeMany"),
            Helpers.getMethod(QueuePeekTester.class, "testPeek_sizeMany"),
            Helpers.getMethod(QueuePollTester.class, "testPoll_sizeMany"),
            Helpers.getMethod(QueueRemoveTester.class, "testRemove_sizeMany")};

    /** Want a spliterator that is not immutable, but ours goes over a copy, which is. */
    private static final Method[] LIVE_SPLITERATOR = {
            Helpers.getMethod(CollectionSpliteratorTester.class, "testSpliteratorNotImmutable_collectionAllowsAdd"),
            Helpers.getMethod(CollectionSpliteratorTester.class, "testSpliteratorNotImmutable_collectionAllowsRemove")};

    private static List<String> reversed(List<String> items) {
        List<String> order = new ArrayList<>(items);
        Collections.reverse(order);
        return order;
    }

    private static List<String> sorted(List<String> items) {
        return items.stream().sorted().toList();
    }

    @TestFactory
    Stream<DynamicNode> keepsWhatAQueuePromises() {
        return Stream.of(
                suite("unbounded", items -> items, AsyncQueue::unbounded),
                suite("bounded", items -> items, () -> AsyncQueue.bounded(ENOUGH)),
                suite("lifo", QueueSuitesTest::reversed, () -> AsyncQueue.lifo(ENOUGH)).suppressing(FIRST_IN_FIRST_OUT),
                suite("priority", QueueSuitesTest::sorted, () -> AsyncQueue.priority(ENOUGH, naturalOrder()))
                        .suppressing(FIRST_IN_FIRST_OUT))
                .map(suite -> OldTests.shown(suite.createTestSuite()));
    }

    private static QueueTestSuiteBuilder<String> suite(String name, UnaryOperator<List<String>> order,
            Supplier<AsyncQueue<String>> empty) {
        return suiteOf(name, order, () -> empty.get().asBlockingQueue()).suppressing(LIVE_SPLITERATOR);
    }

    /** Broken: a queue that does not find the item that is last. */
    private static final class ShortSighted extends ConcurrentLinkedQueue<String> {

        private static final long serialVersionUID = 1;

        @Override
        public boolean contains(Object item) {
            return limit(size() - 1).anyMatch(item::equals);
        }

        private Stream<String> limit(int most) {
            return stream().limit(Math.max(0, most));
        }
    }

    @Test
    void findsAQueueThatIsBroken() {
        assertThat(failures(ConcurrentLinkedQueue::new)).isZero();
        assertThat(failures(ShortSighted::new)).isPositive();
    }

    private static int failures(Supplier<Queue<String>> empty) {
        TestResult result = OldTests.run(suiteOf("any", items -> items, empty).createTestSuite());
        assertThat(result.runCount()).isGreaterThan(100);
        return result.failureCount() + result.errorCount();
    }

    private static QueueTestSuiteBuilder<String> suiteOf(String name, UnaryOperator<List<String>> order,
            Supplier<Queue<String>> empty) {
        return QueueTestSuiteBuilder.using(new TestStringQueueGenerator() {
            @Override
            protected Queue<String> create(String[] items) {
                Queue<String> queue = empty.get();
                Collections.addAll(queue, items);
                return queue;
            }

            @Override
            public List<String> order(List<String> insertionOrder) {
                return order.apply(insertionOrder);
            }
        }).named(name).withFeatures(CollectionFeature.GENERAL_PURPOSE, CollectionFeature.SUPPORTS_ITERATOR_REMOVE,
                CollectionFeature.ALLOWS_NULL_QUERIES, CollectionFeature.KNOWN_ORDER, CollectionSize.ANY);
    }
}
