/** How the levels of an application come and go with its context. */
@NullMarked
package dev.footbridge.spring.lifecycle;

import org.jspecify.annotations.NullMarked;
