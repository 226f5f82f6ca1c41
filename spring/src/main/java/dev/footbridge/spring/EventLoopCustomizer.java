package dev.footbridge.spring;

import dev.footbridge.loop.EventLoopOptions;

/**
 * A bean of this type changes how the application's event loop is opened, after the properties have been applied. Several
 * are asked in order.
 */
@FunctionalInterface
public interface EventLoopCustomizer {

    /**
     * The options to open the loop with.
     *
     * @param options what the properties say
     */
    EventLoopOptions customize(EventLoopOptions options);
}
