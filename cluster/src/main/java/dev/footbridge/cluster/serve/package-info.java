/** The member's side: its slots, and the jobs that run there. Not exported. */
@NullMarked
package dev.footbridge.cluster.serve;

import org.jspecify.annotations.NullMarked;
