/** The way to the other members: JGroups, and nothing of it is seen elsewhere. Not exported. */
@NullMarked
package dev.footbridge.cluster.net;

import org.jspecify.annotations.NullMarked;
