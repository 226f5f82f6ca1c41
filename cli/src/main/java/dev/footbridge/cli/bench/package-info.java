/** {@code footbridge bench}: Footbridge beside its peers, one subject to a package below. */
@NullMarked
package dev.footbridge.cli.bench;

import org.jspecify.annotations.NullMarked;
