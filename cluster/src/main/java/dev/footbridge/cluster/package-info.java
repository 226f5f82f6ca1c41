/**
 * Worker JVMs on other hosts as a level: {@link dev.footbridge.cluster.Cluster}.
 */
@NullMarked
package dev.footbridge.cluster;

import org.jspecify.annotations.NullMarked;
