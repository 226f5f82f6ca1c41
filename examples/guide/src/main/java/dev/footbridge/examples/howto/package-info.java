/** How to async in Java: the same program in several versions. */
@NullUnmarked
package dev.footbridge.examples.howto;

import org.jspecify.annotations.NullUnmarked;
