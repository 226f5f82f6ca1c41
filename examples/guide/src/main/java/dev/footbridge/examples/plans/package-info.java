/** Parallel and Serial plans. */
@NullMarked
package dev.footbridge.examples.plans;

import org.jspecify.annotations.NullMarked;
