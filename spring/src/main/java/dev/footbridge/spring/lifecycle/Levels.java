package dev.footbridge.spring.lifecycle;

import dev.footbridge.loop.EventLoop;
import dev.footbridge.threads.ThreadPool;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;

/**
 * The levels of one context: those of the starter and those that the application defines itself, as far as they have been
 * opened by now.
 */
public final class Levels {

    private final ConfigurableListableBeanFactory beans;

    /** The levels among these beans. */
    public Levels(ConfigurableListableBeanFactory beans) {
        this.beans = beans;
    }

    /** The event loops. */
    public List<EventLoop> loops() {
        return all(EventLoop.class);
    }

    /** The thread pools. */
    public List<ThreadPool> pools() {
        return all(ThreadPool.class);
    }

    /** All beans of this type that are there. */
    public <L> List<L> all(Class<L> type) {
        List<L> all = new ArrayList<>();
        for (String name : names(type)) {
            all.add(beans.getBean(name, type));
        }
        return all;
    }

    /** What closes the beans of this type; those left out whose definition says that nobody is to destroy them. */
    public <L extends AutoCloseable> List<Runnable> ends(Class<L> type) {
        List<Runnable> ends = new ArrayList<>();
        for (String name : names(type)) {
            if (isOurs(name)) {
                L level = beans.getBean(name, type);
                ends.add(() -> close(level));
            }
        }
        return ends;
    }

    private List<String> names(Class<?> type) {
        List<String> names = new ArrayList<>();
        for (String name : beans.getBeanNamesForType(type, false, false)) {
            if (beans.containsSingleton(name)) {
                names.add(name);
            }
        }
        return names;
    }

    private boolean isOurs(String name) {
        if (!beans.containsBeanDefinition(name)) {
            return false; // somebody handed it in, and keeps it
        }
        BeanDefinition definition = beans.getMergedBeanDefinition(name);
        return !(definition instanceof AbstractBeanDefinition own) || !"".equals(own.getDestroyMethodName());
    }

    private static void close(AutoCloseable level) {
        try {
            level.close();
        } catch (Exception broken) {
            System.getLogger("dev.footbridge.spring").log(System.Logger.Level.ERROR,
                    () -> level + " could not be closed", broken);
        }
    }
}
