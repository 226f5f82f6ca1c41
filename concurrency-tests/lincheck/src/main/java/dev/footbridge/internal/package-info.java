/** What all levels share, as sequences of operations. */
@NullMarked
package dev.footbridge.internal;

import org.jspecify.annotations.NullMarked;
