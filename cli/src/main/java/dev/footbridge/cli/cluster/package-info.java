/** Members of a cluster from the command line: one that runs jobs, and a look at those there are. */
@NullMarked
package dev.footbridge.cli.cluster;

import org.jspecify.annotations.NullMarked;
