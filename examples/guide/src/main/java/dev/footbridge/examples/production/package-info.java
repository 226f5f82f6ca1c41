/** In production. */
@NullUnmarked
package dev.footbridge.examples.production;

import org.jspecify.annotations.NullUnmarked;
