/** The submitter's side: the queue, and which member gets which job. Not exported. */
@NullMarked
package dev.footbridge.cluster.submit;

import org.jspecify.annotations.NullMarked;
