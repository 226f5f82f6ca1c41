/** A member as a whole: it speaks to others, submits, serves, and ends. Not exported. */
@NullMarked
package dev.footbridge.cluster.node;

import org.jspecify.annotations.NullMarked;
