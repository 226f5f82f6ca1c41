/** Races on what all levels share: who waits, how a task settles, how a cancel travels. */
@NullMarked
package dev.footbridge.internal;

import org.jspecify.annotations.NullMarked;
