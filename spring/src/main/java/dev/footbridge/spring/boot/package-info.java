/** The auto-configurations: what is there when, and what it backs off from. */
@NullMarked
package dev.footbridge.spring.boot;

import org.jspecify.annotations.NullMarked;
