/** From other libraries to Footbridge. */
@NullUnmarked
package dev.footbridge.examples.comingfrom;

import org.jspecify.annotations.NullUnmarked;
