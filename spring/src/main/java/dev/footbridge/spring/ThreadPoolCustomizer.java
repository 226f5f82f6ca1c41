package dev.footbridge.spring;

import dev.footbridge.threads.ThreadPoolOptions;

/**
 * A bean of this type changes how the application's thread pools are opened, after the properties have been applied: each
 * of them, which its name tells apart. Several are asked in order.
 */
@FunctionalInterface
public interface ThreadPoolCustomizer {

    /**
     * The options to open a pool with.
     *
     * @param options what the properties say
     */
    ThreadPoolOptions customize(ThreadPoolOptions options);
}
