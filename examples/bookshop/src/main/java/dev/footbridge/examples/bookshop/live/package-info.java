/** What the page shows of the running shop. */
@NullMarked
package dev.footbridge.examples.bookshop.live;

import org.jspecify.annotations.NullMarked;
