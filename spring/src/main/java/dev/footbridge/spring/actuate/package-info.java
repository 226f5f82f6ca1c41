/** How an application's loops and pools are watched: endpoint, meters, health. */
@NullMarked
package dev.footbridge.spring.actuate;

import org.jspecify.annotations.NullMarked;
