/**
 * The vocabulary (what can be called, what comes back, where it may run) and {@link dev.footbridge.Async}, the one
 * static import.
 */
@NullMarked
package dev.footbridge;

import org.jspecify.annotations.NullMarked;
