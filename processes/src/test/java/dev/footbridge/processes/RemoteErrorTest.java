package dev.footbridge.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RemoteErrorTest {

    private static ProcessPool pool;

    @BeforeAll
    static void open() {
        pool = ProcessPool.open(o -> o.withWorkers(1).withName("calc").withHeap("64m"));
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    static final class Coded extends Exception {
        private static final long serialVersionUID = 1;
        final int code;

        Coded(String message, int code, Throwable cause) {
            super(message, cause);
            this.code = code;
        }
    }

    static final class Odd extends RuntimeException {
        private static final long serialVersionUID = 1;
        @SuppressWarnings("unused") // what makes it odd
        private final Object lock = new Object();

        Odd(String message, Throwable cause) {
            super(message, cause);
        }
    }

    static void fail() throws Coded {
        throw new Coded("no such page", 404, new IOException("reset"));
    }

    @Test
    @DisplayName("G2: an exception arrives with its type, fields and causes, and with the worker's trace")
    void arrivesAsItself() {
        Throwable caught = catchThrowable(() -> pool.call(RemoteErrorTest::fail));

        assertThat(caught).isInstanceOfSatisfying(Coded.class, error -> assertThat(error.code).isEqualTo(404))
                .hasMessage("no such page").hasCauseInstanceOf(IOException.class).hasRootCauseMessage("reset");
        assertThat(caught.getStackTrace()[0].getMethodName()).isEqualTo("fail");
        assertThat(caught.getStackTrace()).anyMatch(frame -> frame.getMethodName().equals("arrivesAsItself"));
        assertThat(caught.getSuppressed()).singleElement().isInstanceOf(RemoteTrace.class).asString()
                .contains("in worker 'calc-1' (pid ");
        assertThat(caught.getSuppressed()[0].getStackTrace()[0].getMethodName()).isEqualTo("fail");
    }

    @Test
    @DisplayName("G2: an exception that cannot be sent arrives as a stand-in with its type, message, trace and causes")
    void standsIn() {
        assertThatThrownBy(() -> pool.call(() -> {
            throw new Odd("odd", new IOException("inner"));
        })).isInstanceOfSatisfying(RemoteFailure.class,
                error -> assertThat(error.originalType()).isEqualTo(Odd.class.getName()))
                .hasMessage(Odd.class.getName() + ": odd").cause().hasMessage("java.io.IOException: inner");
    }

    @Test
    @DisplayName("a result that cannot be sent is a clear error")
    void namesUnsendableResult() {
        assertThatThrownBy(() -> pool.call(() -> List.of(new Object()))).isInstanceOf(UnsendableException.class)
                .hasMessageContaining("the result of the job cannot be sent: it holds a java.lang.Object");
    }

    @Test
    @DisplayName("a stack overflow in a job is its failure, and harms nobody else")
    void survivesStackOverflow() {
        long before = pool.call(ProcessPoolTest::pid);
        assertThatThrownBy(() -> pool.call(() -> deeper(0))).isInstanceOf(StackOverflowError.class);
        assertThat(pool.call(ProcessPoolTest::pid)).isEqualTo(before);
    }

    static int deeper(int depth) {
        return deeper(depth + 1) + 1;
    }
}
