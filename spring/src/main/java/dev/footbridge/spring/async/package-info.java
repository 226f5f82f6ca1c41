/** Footbridge's levels as executors of Spring: for {@code @Async} and whoever else wants one. */
@NullMarked
package dev.footbridge.spring.async;

import org.jspecify.annotations.NullMarked;
