package dev.footbridge.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.processes.ProcessPool;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class ProcessPoolOfAContextTest {

    private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(
            AutoConfigurations.of(FootbridgeAutoConfiguration.class, FootbridgeProcessesAutoConfiguration.class));

    @Test
    void opensNoneUnlessItIsAskedTo() {
        runner.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ProcessPool.class));
    }

    @Test
    void runsJobsInWorkersAndClosesThemWithTheContext() {
        ProcessPool[] pool = new ProcessPool[1];
        ProcessHandle[] worker = new ProcessHandle[1];
        runner.withPropertyValues("footbridge.processes.enabled=true", "footbridge.processes.workers=1",
                "footbridge.loop.name=shop").run(context -> {
                    assertThat(context).hasNotFailed();
                    pool[0] = context.getBean(ProcessPool.class);
                    assertThat(pool[0].name()).isEqualTo("shop-processes");
                    assertThat(pool[0].stats().limit()).isEqualTo(1);
                    long pid = pool[0].call(() -> ProcessHandle.current().pid());
                    assertThat(pid).isNotEqualTo(ProcessHandle.current().pid());
                    worker[0] = ProcessHandle.of(pid).orElseThrow();
                });
        assertThatThrownBy(() -> pool[0].call(() -> 1)).hasMessageContaining("shop-processes");
        assertThat(worker[0].isAlive()).isFalse();
    }

    @Test
    void backsOffFromTheApplicationsOwn() {
        runner.withPropertyValues("footbridge.processes.enabled=true").withUserConfiguration(OwnPool.class)
                .run(context -> assertThat(context.getBean(ProcessPool.class).name()).isEqualTo("mine"));
    }

    @Configuration
    static class OwnPool {
        @Bean
        ProcessPool pool() {
            return ProcessPool.open(o -> o.withName("mine").withWorkers(1));
        }
    }
}
