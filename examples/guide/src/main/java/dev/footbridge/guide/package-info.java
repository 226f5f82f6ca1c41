/** The tool that keeps {@code docs/guide} true: takes code and outputs from examples, checks links, renders the site. */
@NullMarked
package dev.footbridge.guide;

import org.jspecify.annotations.NullMarked;
