/** Testing without sleeping. */
@NullUnmarked
package dev.footbridge.examples.testing;

import org.jspecify.annotations.NullUnmarked;
