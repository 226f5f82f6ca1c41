/** The thread pool: blocking calls, many at a time. */
@NullMarked
package dev.footbridge.threads;

import org.jspecify.annotations.NullMarked;
