/** What one can see from outside of how Footbridge runs: what debug mode looks for, and what it says. */
@NullMarked
package dev.footbridge.observe;

import org.jspecify.annotations.NullMarked;
