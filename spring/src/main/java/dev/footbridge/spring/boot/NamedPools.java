package dev.footbridge.spring.boot;

import dev.footbridge.spring.FootbridgeProperties;
import dev.footbridge.spring.async.LevelTaskExecutor;
import dev.footbridge.threads.ThreadPool;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.EnvironmentAware;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * The pools under {@code footbridge.pools}: each is a bean with its name as qualifier, and an executor {@code
 * footbridge-<name>} for {@code @Async}. They are found by qualifier or name only, so that there is still one pool for who
 * just wants one.
 */
final class NamedPools implements ImportBeanDefinitionRegistrar, EnvironmentAware, BeanFactoryAware {

    private static final Bindable<Map<String, Object>> NAMES = Bindable.mapOf(String.class, Object.class);

    private Set<String> names = Set.of();
    private @Nullable BeanFactory beans;

    @Override
    public void setEnvironment(Environment environment) {
        names = Binder.get(environment).bind("footbridge.pools", NAMES).map(Map::keySet).orElse(Set.of());
    }

    @Override
    public void setBeanFactory(BeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
        BeanFactory factory = Objects.requireNonNull(beans);
        for (String name : names) {
            String pool = "footbridge-pool-" + name;
            define(registry, pool, name, ThreadPool.class, () -> factory.getBean(PoolOpener.class).open(name,
                    Objects.requireNonNull(
                            factory.getBean(FootbridgeProperties.class).pools().get(name))));
            define(registry, "footbridge-" + name, "footbridge-" + name, LevelTaskExecutor.class,
                    () -> LevelTaskExecutor.of(factory.getBean(pool, ThreadPool.class)));
        }
    }

    private static <B> void define(BeanDefinitionRegistry registry, String bean, String qualifier, Class<B> type,
            Supplier<B> make) {
        if (registry.containsBeanDefinition(bean)) {
            return;
        }
        RootBeanDefinition definition = new RootBeanDefinition(type, make);
        definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, qualifier));
        definition.setDefaultCandidate(false);
        definition.setFallback(true); // as the application's pool is, or who asks for any would get this one
        definition.setDestroyMethodName(AbstractBeanDefinition.INFER_METHOD);
        registry.registerBeanDefinition(bean, definition);
    }
}
