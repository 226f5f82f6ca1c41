/** Parallel and Serial plans. */
@NullUnmarked
package dev.footbridge.examples.plans;

import org.jspecify.annotations.NullUnmarked;
