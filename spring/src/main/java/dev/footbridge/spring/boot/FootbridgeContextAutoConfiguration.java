package dev.footbridge.spring.boot;

import dev.footbridge.context.ContextCarrier;
import dev.footbridge.spring.context.ContextTaskDecorator;
import dev.footbridge.spring.context.LocaleCarrier;
import dev.footbridge.spring.context.RequestCarrier;
import dev.footbridge.spring.context.SecurityCarrier;
import dev.footbridge.spring.context.SharedCarrier;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.task.TaskDecorator;

/**
 * What Spring keeps in thread-locals goes along into jobs. Beans that are carriers are registered with the context; those
 * of the starter back off from one of the same class.
 */
@AutoConfiguration(after = FootbridgeAutoConfiguration.class)
@ConditionalOnProperty(name = "footbridge.enabled", matchIfMissing = true)
class FootbridgeContextAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnProperty(name = "footbridge.context.locale", matchIfMissing = true)
    LocaleCarrier footbridgeLocaleCarrier() {
        return new LocaleCarrier();
    }

    @Bean
    @Lazy(false)
    SharedCarriers footbridgeCarriers(ObjectProvider<ContextCarrier<?>> carriers) {
        return new SharedCarriers(carriers.orderedStream().map(SharedCarrier::of).toList());
    }

    @Bean
    @ConditionalOnMissingBean(TaskDecorator.class)
    @ConditionalOnProperty(name = "footbridge.context.decorator", matchIfMissing = true)
    ContextTaskDecorator footbridgeTaskDecorator(ObjectProvider<ContextCarrier<?>> carriers) {
        return new ContextTaskDecorator(carriers.orderedStream().toList());
    }

    /** All that this context has registered. */
    record SharedCarriers(List<SharedCarrier> all) implements AutoCloseable {
        @Override
        public void close() {
            all.forEach(SharedCarrier::close);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.security.core.context.SecurityContextHolder")
    static class Security {

        @Bean
        @ConditionalOnMissingBean
        @ConditionalOnProperty(name = "footbridge.context.security", matchIfMissing = true)
        SecurityCarrier footbridgeSecurityCarrier() {
            return new SecurityCarrier();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.web.context.request.RequestContextHolder")
    static class Request {

        @Bean
        @ConditionalOnMissingBean
        @ConditionalOnProperty(name = "footbridge.context.request")
        RequestCarrier footbridgeRequestCarrier() {
            return new RequestCarrier();
        }
    }
}
