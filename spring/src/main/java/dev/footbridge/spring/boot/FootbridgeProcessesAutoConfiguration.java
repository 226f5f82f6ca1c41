package dev.footbridge.spring.boot;

import dev.footbridge.FailureHandler;
import dev.footbridge.processes.ProcessPool;
import dev.footbridge.processes.ProcessPoolOptions;
import dev.footbridge.spring.FootbridgeProperties;
import dev.footbridge.spring.lifecycle.Levels;
import dev.footbridge.spring.lifecycle.Stage;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

/** The process pool of an application that has footbridge-processes and asks for one. */
@AutoConfiguration(after = FootbridgeAutoConfiguration.class)
@ConditionalOnClass(ProcessPool.class)
@ConditionalOnProperty(name = "footbridge.enabled", matchIfMissing = true)
class FootbridgeProcessesAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnProperty(name = "footbridge.processes.enabled")
    ProcessPool footbridgeProcessPool(FootbridgeProperties properties, ObjectProvider<FailureHandler> failures) {
        FootbridgeProperties.Processes processes = properties.processes();
        return ProcessPool.open(defaults -> {
            ProcessPoolOptions options = defaults.withName(properties.loop().name() + "-processes")
                    .withCloseTimeout(processes.closeTimeout()).withAbortTimeout(processes.abortTimeout());
            if (processes.workers() != null) {
                options = options.withWorkers(processes.workers());
            }
            if (processes.heap() != null) {
                options = options.withHeap(processes.heap());
            }
            FailureHandler handler = failures.getIfUnique();
            return handler == null ? options : options.withFailureHandler(handler);
        });
    }

    @Bean
    Stage footbridgeProcessesStage(ApplicationContext context, Levels levels) {
        return new Stage(context, Stage.POOLS, () -> levels.ends(ProcessPool.class));
    }
}
