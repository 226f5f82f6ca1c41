/** What the Reactive Streams TCK verifies, and what runs it. */
@NullMarked
package dev.footbridge.conformance.tck;

import org.jspecify.annotations.NullMarked;
