/** What may be around a step: limits, shields, groups, races, other levels. Each checks what it promises. */
@NullMarked
package dev.footbridge.cli.soak.wraps;

import org.jspecify.annotations.NullMarked;
