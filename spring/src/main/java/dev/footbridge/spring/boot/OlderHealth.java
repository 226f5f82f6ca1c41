package dev.footbridge.spring.boot;

import dev.footbridge.spring.actuate.LoopWatch;
import dev.footbridge.spring.actuate.OlderLoopHealth;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.ClassUtils;

/** The health indicator on Spring Boot 3, whose type is not there when this is compiled. */
final class OlderHealth implements ImportBeanDefinitionRegistrar, BeanFactoryAware {

    private static final String NAME = "footbridgeHealthIndicator";

    private @Nullable BeanFactory beans;

    @Override
    public void setBeanFactory(BeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
        if (!registry.containsBeanDefinition(NAME)) {
            registry.registerBeanDefinition(NAME, definition(ClassUtils.resolveClassName(OlderLoopHealth.INDICATOR,
                    OlderHealth.class.getClassLoader()), Objects.requireNonNull(beans)));
        }
    }

    @SuppressWarnings("unchecked") // the proxy is of that type
    private static <I> RootBeanDefinition definition(Class<I> type, BeanFactory beans) {
        return new RootBeanDefinition(type, () -> (I) OlderLoopHealth.of(type, () -> beans.getBean(LoopWatch.class)));
    }
}
