/** The JVM that this program runs on, for JVMs of its own that it starts. */
@NullMarked
package dev.footbridge.cli.jvm;

import org.jspecify.annotations.NullMarked;
