/** {@code footbridge load}: a Spring MVC service whose page is written in three ways, under the same load. */
@NullMarked
package dev.footbridge.cli.load;

import org.jspecify.annotations.NullMarked;
