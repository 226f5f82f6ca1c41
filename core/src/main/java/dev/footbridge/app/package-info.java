/** What is app-wide: the default event loop and thread pool. Not exported. */
@NullMarked
package dev.footbridge.app;

import org.jspecify.annotations.NullMarked;
