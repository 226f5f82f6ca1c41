package dev.footbridge.spring.boot;

import dev.footbridge.processes.ProcessPool;
import dev.footbridge.spring.FootbridgeProperties;
import dev.footbridge.spring.actuate.FootbridgeEndpoint;
import dev.footbridge.spring.actuate.LevelMeters;
import dev.footbridge.spring.actuate.LoopHealth;
import dev.footbridge.spring.actuate.LoopWatch;
import dev.footbridge.spring.actuate.ProcessMeters;
import dev.footbridge.spring.lifecycle.Levels;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;

/** Endpoint, meters and health, each where the application has what it needs. */
@AutoConfiguration(after = {FootbridgeAutoConfiguration.class, FootbridgeWebAutoConfiguration.class,
        FootbridgeProcessesAutoConfiguration.class}, afterName = {
                "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
                "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"})
@ConditionalOnProperty(name = "footbridge.enabled", matchIfMissing = true)
class FootbridgeActuatorAutoConfiguration {

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint")
    static class Endpoints {

        @Bean
        @ConditionalOnMissingBean
        @ConditionalOnAvailableEndpoint
        FootbridgeEndpoint footbridgeEndpoint(Levels levels, ObjectProvider<FootbridgeEndpoint.Others> others) {
            return new FootbridgeEndpoint(levels, others.getIfAvailable(() -> List::of));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ProcessPool.class)
    static class Processes {

        @Bean
        FootbridgeEndpoint.Others footbridgeProcessStats(Levels levels) {
            return () -> levels.all(ProcessPool.class).stream().map(ProcessPool::stats).toList();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    @ConditionalOnBean(MeterRegistry.class)
    static class Meters {

        @Bean
        @ConditionalOnMissingBean
        LevelMeters footbridgeMeters(Levels levels) {
            return new LevelMeters(levels);
        }
    }

    /** Apart from the others, whose class must load where there are no process pools. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({MeterRegistry.class, ProcessPool.class})
    @ConditionalOnBean({MeterRegistry.class, ProcessPool.class})
    static class ProcessesMeters {

        @Bean
        @ConditionalOnMissingBean
        ProcessMeters footbridgeProcessMeters(ProcessPool pool) {
            return new ProcessMeters(pool);
        }
    }

    /** Begins when somebody asks for health. */
    @Bean
    @Lazy
    @ConditionalOnMissingBean
    LoopWatch footbridgeLoopWatch(Levels levels, FootbridgeProperties properties) {
        return new LoopWatch(levels, properties.health().stuckAfter());
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.health.contributor.HealthIndicator")
    @ConditionalOnProperty(name = "management.health.footbridge.enabled", matchIfMissing = true)
    static class Health {

        @Bean
        @ConditionalOnMissingBean(name = "footbridgeHealthIndicator")
        LoopHealth footbridgeHealthIndicator(LoopWatch watch) {
            return new LoopHealth(watch);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.actuate.health.HealthIndicator")
    @ConditionalOnProperty(name = "management.health.footbridge.enabled", matchIfMissing = true)
    @Import(OlderHealth.class)
    static class HealthOfBoot3 {}
}
