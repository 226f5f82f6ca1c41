/** How to async in Java: the same program in several versions. */
@NullMarked
package dev.footbridge.examples.howto;

import org.jspecify.annotations.NullMarked;
