/** What Spring keeps in thread-locals, carried into Footbridge's jobs; and the other way round. */
@NullMarked
package dev.footbridge.spring.context;

import org.jspecify.annotations.NullMarked;
