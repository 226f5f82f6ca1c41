/** The kinds of random programs: what each does with what is soaked, and what must hold meanwhile and in the end. */
@NullMarked
package dev.footbridge.cli.soak.kinds;

import org.jspecify.annotations.NullMarked;
