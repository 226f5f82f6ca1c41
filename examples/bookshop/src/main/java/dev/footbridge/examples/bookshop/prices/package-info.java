/** How the shop asks for a price: the same library in its blocking and in its asynchronous form. */
@NullMarked
package dev.footbridge.examples.bookshop.prices;

import org.jspecify.annotations.NullMarked;
