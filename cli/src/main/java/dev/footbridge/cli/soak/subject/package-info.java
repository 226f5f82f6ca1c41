/** What is soaked, behind small interfaces, so that tests can put something broken in its place. */
@NullMarked
package dev.footbridge.cli.soak.subject;

import org.jspecify.annotations.NullMarked;
