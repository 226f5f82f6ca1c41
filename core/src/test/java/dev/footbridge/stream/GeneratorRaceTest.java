package dev.footbridge.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.testing.ReportedFailures;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Pulls, closes, failures and the end of the level at the same moment: nobody hangs, and nothing happens twice. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GeneratorRaceTest {

    private static final int ROUNDS = 120;

    static Stream<Arguments> places() {
        return Stream.of(EndingLevel.Kind.values())
                .flatMap(level -> Stream.of(0, 1, 64).map(prefetch -> Arguments.of(level, prefetch)));
    }

    private static void spin(int round) {
        for (int spins = round * 61 % 997; spins > 0; spins--) {
            Thread.onSpinWait();
        }
    }

    /** What it comes to: a value, or what it throws. */
    private static ForeignThread<Object> outcome(Callable<Object> code) {
        return ForeignThread.of(() -> {
            try {
                return code.call();
            } catch (Throwable thrown) {
                return thrown;
            }
        });
    }

    private static Callable<Object> action(Runnable code) {
        return () -> {
            code.run();
            return "done";
        };
    }

    /** Whether this is what a pull may come to when its generator, or its level, is closed at that moment. */
    private static boolean isEnded(Object pulled) {
        return pulled instanceof CancelledException || pulled instanceof RejectedExecutionException
                || (pulled instanceof IllegalStateException closed && closed.getMessage().contains("is closed"));
    }

    @ParameterizedTest(name = "E2: the first pull and a close at the same moment, on {0}, prefetch {1}")
    @MethodSource("places")
    void beginsAndClosesAtOnce(EndingLevel.Kind kind, int prefetch) {
        ReportedFailures reports = new ReportedFailures();
        try (EndingLevel on = EndingLevel.of(kind, reports)) {
            for (int round = 0; round < ROUNDS; round++) {
                AtomicInteger begun = new AtomicInteger();
                AtomicInteger cleaned = new AtomicInteger();
                AsyncGenerator<Integer> numbers = on.open(prefetch, out -> {
                    begun.incrementAndGet();
                    try {
                        GeneratorBodies.endless().run(out);
                    } finally {
                        Async.yieldNow();
                        cleaned.incrementAndGet();
                    }
                });
                ForeignThread<Object> puller = outcome(numbers::next);
                spin(round);
                numbers.close();
                assertThat(cleaned.get()).isEqualTo(begun.get()).isLessThanOrEqualTo(1);
                assertThat(puller.value()).satisfiesAnyOf(pulled -> assertThat(pulled).isEqualTo(Optional.of(0)),
                        pulled -> assertThat(isEnded(pulled)).isTrue());
            }
            assertThat(reports.all()).isEmpty();
        }
    }

    @ParameterizedTest(name = "E4, law 7: a failure goes to one place: a pull, a close, or the handler; {0}, prefetch {1}")
    @MethodSource("places")
    void tellsOfAFailureOnce(EndingLevel.Kind kind, int prefetch) {
        for (int round = 0; round < ROUNDS; round++) {
            IOException failure = new IOException("the body's");
            List<Object> told = new ArrayList<>();
            ReportedFailures reports = new ReportedFailures();
            EndingLevel on = EndingLevel.of(kind, reports);
            AsyncGenerator<Integer> numbers = on.open(prefetch, out -> {
                out.emit(0);
                throw failure;
            });
            assertThat(numbers.next()).contains(0);
            List<ForeignThread<Object>> others = new ArrayList<>();
            others.add(outcome(numbers::next));
            others.add(outcome(numbers.asGenerator()::hasNext));
            others.add(outcome(action(numbers::close)));
            if (round % 2 == 0) {
                others.add(outcome(action(round % 4 == 0 ? on::close : on::abort)));
            }
            spin(round);
            told.add(outcome(action(numbers::close)).value());
            others.forEach(other -> told.add(other.value()));
            on.close();
            told.addAll(reports.failures());
            // A body that was told to stop before it came to fail has not failed.
            assertThat(told.stream().filter(each -> each == failure).count()).as("%s", told).isLessThanOrEqualTo(1);
            assertThat(told).allMatch(each -> each == failure || isEnded(each) || each.equals("done")
                    || each.equals(Optional.empty()) || each.equals(false));
        }
    }

    @ParameterizedTest(name = "E2, law 7: what cleanup fails with goes to one place: a close, or the handler; {0}, {1}")
    @MethodSource("places")
    void tellsOfFailedCleanupOnce(EndingLevel.Kind kind, int prefetch) {
        for (int round = 0; round < ROUNDS; round++) {
            IOException failure = new IOException("the cleanup's");
            ReportedFailures reports = new ReportedFailures();
            EndingLevel on = EndingLevel.of(kind, reports);
            AsyncGenerator<Integer> numbers = on.open(prefetch, out -> {
                try {
                    GeneratorBodies.endless().run(out);
                } finally {
                    throwIt(failure);
                }
            });
            assertThat(numbers.next()).contains(0);
            List<ForeignThread<Object>> closers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                closers.add(outcome(action(numbers::close)));
            }
            closers.add(outcome(action(round % 2 == 0 ? on::close : on::abort)));
            List<Object> told = new ArrayList<>(closers.stream().<Object>map(ForeignThread::value).toList());
            told.addAll(reports.failures());
            assertThat(told.stream().filter(each -> each == failure).count()).as("%s", told).isOne();
            assertThat(told).allMatch(each -> each == failure || each.equals("done"));
        }
    }

    private static void throwIt(Exception failure) throws Exception {
        throw failure;
    }

    @ParameterizedTest(name = "D8, E2: closed while its level is closed or aborted and others pull; {0}, prefetch {1}")
    @MethodSource("places")
    void closesWithItsLevel(EndingLevel.Kind kind, int prefetch) {
        for (int round = 0; round < ROUNDS; round++) {
            ReportedFailures reports = new ReportedFailures();
            EndingLevel on = EndingLevel.of(kind, reports);
            AtomicInteger begun = new AtomicInteger();
            AtomicInteger cleaned = new AtomicInteger();
            AsyncGenerator<Integer> numbers = on.open(prefetch, out -> {
                begun.incrementAndGet();
                try {
                    GeneratorBodies.endless().run(out);
                } finally {
                    Async.sleep(Duration.ofNanos(1_000));
                    cleaned.incrementAndGet();
                }
            });
            if (round % 3 != 0) {
                assertThat(numbers.next()).contains(0);
            }
            ForeignThread<Object> puller = outcome(() -> {
                while (numbers.next().isPresent()) {
                    Thread.onSpinWait();
                }
                return "ended";
            });
            ForeignThread<Object> ender = outcome(action(round % 2 == 0 ? on::close : on::abort));
            spin(round);
            numbers.close();
            assertThat(ender.value()).isEqualTo("done");
            Object pulled = puller.value();
            assertThat(isEnded(pulled) || pulled.equals("ended")).as("%s", pulled).isTrue();
            assertThat(cleaned.get()).isEqualTo(begun.get()).isLessThanOrEqualTo(1);
            assertThat(reports.all()).isEmpty();
        }
    }

    @ParameterizedTest(name = "answers, exceptions and a close at the same moment: nobody hangs; {0}")
    @EnumSource(EndingLevel.Kind.class)
    void answersAndClosesAtOnce(EndingLevel.Kind kind) {
        ReportedFailures reports = new ReportedFailures();
        try (EndingLevel on = EndingLevel.of(kind, reports)) {
            for (int round = 0; round < ROUNDS; round++) {
                AsyncGenerator<Integer> echo = on.open(0, out -> {
                    int answer = 0;
                    for (;;) {
                        try {
                            answer = out.emit(answer, Integer.class).orElse(-1);
                        } catch (IllegalArgumentException thrown) {
                            answer = -2;
                        }
                    }
                });
                assertThat(echo.next()).contains(0);
                IllegalArgumentException error = new IllegalArgumentException();
                List<ForeignThread<Object>> talkers = List.of(outcome(() -> echo.send(5)),
                        outcome(() -> echo.fail(error)), outcome(echo::next));
                spin(round);
                echo.close();
                assertThat(talkers.stream().map(ForeignThread::value)).allMatch(each -> isEnded(each)
                        || each == error // it comes back from a body that has ended
                        || (each instanceof Optional<?> item && List.of(5, -2, -1).contains(item.orElseThrow())));
            }
            assertThat(reports.all()).isEmpty();
        }
    }
}
