/** Jobs as both sides know them. Not exported. */
@NullMarked
package dev.footbridge.processes.job;

import org.jspecify.annotations.NullMarked;
