/** {@code footbridge bench processes}: process pools, beside CPython's. */
@NullMarked
package dev.footbridge.cli.bench.processes;

import org.jspecify.annotations.NullMarked;
