package dev.footbridge.spring.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.plan.Parallel;
import dev.footbridge.spring.testing.Apps;
import dev.footbridge.threads.ThreadPool;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A transaction of Spring's belongs to the thread that began it; jobs on other threads have none, or their own. */
class TransactionsTest {

    private static ConfigurableApplicationContext app;
    private static JdbcTemplate jdbc;
    private static TransactionTemplate transaction;
    private static EventLoop loop;
    private static ThreadPool pool;

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Plain {}

    @BeforeAll
    static void start() {
        app = Apps.plain(Plain.class, "spring.datasource.url=jdbc:h2:mem:orders");
        jdbc = app.getBean(JdbcTemplate.class);
        transaction = new TransactionTemplate(app.getBean(PlatformTransactionManager.class));
        loop = app.getBean(EventLoop.class);
        pool = app.getBean(ThreadPool.class);
        jdbc.execute("create table orders (id int primary key)");
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @BeforeEach
    void empty() {
        jdbc.update("delete from orders");
    }

    private static int count() {
        Integer count = jdbc.queryForObject("select count(*) from orders", Integer.class);
        return count == null ? -1 : count;
    }

    private static boolean active() {
        return TransactionSynchronizationManager.isActualTransactionActive();
    }

    @Test
    void hidesTheCallersTransactionFromJobsOfOtherThreads() {
        transaction.executeWithoutResult(status -> {
            jdbc.update("insert into orders values (1)");
            assertThat(pool.call(() -> List.of(active(), count()))).isEqualTo(List.of(false, 0));
            assertThat(active()).isTrue();
            assertThat(count()).isEqualTo(1);
        });
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void letsAJobOfAnotherThreadHaveItsOwn() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
            jdbc.update("insert into orders values (1)");
            pool.call(() -> {
                transaction.executeWithoutResult(own -> jdbc.update("insert into orders values (2)"));
                return true;
            });
            throw new IllegalStateException("rolled back");
        })).hasMessage("rolled back");
        assertThat(jdbc.queryForList("select id from orders", Integer.class)).containsExactly(2);
    }

    @Test
    void keepsTheTransactionInACallOnTheLoop() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> loop.call(() -> {
            jdbc.update("insert into orders values (1)");
            Async.sleep(Duration.ofMillis(5));
            assertThat(active()).isTrue();
            throw new IllegalStateException("rolled back");
        }))).hasMessage("rolled back");
        assertThat(count()).isZero();
    }

    @Test
    void letsAsynchronousCodeComeBackToTheCallersThreadAndTransaction() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
            List<Object> seen = loop.call(() -> Parallel.of()
                    .schedule(() -> pool.start(() -> active() + " on a thread").result())
                    .schedule(() -> Async.callerThread().call(() -> {
                        jdbc.update("insert into orders values (1)");
                        return active() + " at the caller's";
                    }))
                    .block());
            assertThat(seen).containsExactly("false on a thread", "true at the caller's");
            assertThat(count()).isEqualTo(1);
            assertThat(pool.call(TransactionsTest::count)).isZero();
            throw new IllegalStateException("rolled back");
        })).hasMessage("rolled back");
        assertThat(count()).isZero();
    }
}
