/** Programs as trees: groups, races and gathers, limits and shields around them, and leaves that may fail. */
@NullMarked
package dev.footbridge.cli.soak.tree;

import org.jspecify.annotations.NullMarked;
