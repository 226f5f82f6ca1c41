/** What goes between the members of a cluster. Not exported. */
@NullMarked
package dev.footbridge.cluster.wire;

import org.jspecify.annotations.NullMarked;
