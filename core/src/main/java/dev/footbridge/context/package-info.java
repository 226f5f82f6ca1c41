/**
 * What goes along with a job wherever it runs: values of {@link dev.footbridge.context.ContextKey}s, which are
 * Footbridge's own, and by {@link dev.footbridge.context.ContextCarrier}s whatever else belongs to a thread. Nothing is
 * inherited by threads, and nothing is left on them.
 */
@NullMarked
package dev.footbridge.context;

import org.jspecify.annotations.NullMarked;
