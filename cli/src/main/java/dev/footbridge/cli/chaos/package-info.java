/**
 * {@code footbridge chaos}: many kinds of jobs on a pool whose workers, or a cluster whose members, are killed, stopped, cut
 * off and fed garbage meanwhile, and the judge of what became of each job. What the jobs do in the workers is in {@code deeds}.
 */
@NullMarked
package dev.footbridge.cli.chaos;

import org.jspecify.annotations.NullMarked;
