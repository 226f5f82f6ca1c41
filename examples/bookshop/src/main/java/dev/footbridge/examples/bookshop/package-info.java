/** A bookshop on Spring MVC: what its parts are, and how it is started. */
@NullMarked
package dev.footbridge.examples.bookshop;

import org.jspecify.annotations.NullMarked;
