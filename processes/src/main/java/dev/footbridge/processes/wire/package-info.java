/** What goes between a pool and its workers: frames, serialized objects, the status page. Not exported. */
@NullMarked
package dev.footbridge.processes.wire;

import org.jspecify.annotations.NullMarked;
