/**
 * What tests of code on event loops need: time that passes when the test says so, and the order of events drawn from a
 * seed, so that each order that may occur does, and can be had again.
 *
 * <ul>
 * <li>{@link dev.footbridge.testkit.VirtualClock}: sleeps, timers and time limits take no real time.
 * <li>{@link dev.footbridge.testkit.Interleavings}: runs a small {@link dev.footbridge.testkit.Scenario} in thousands
 * of orders and names the seed of the one that breaks it. </ul>
 */
@NullMarked
package dev.footbridge.testkit;

import org.jspecify.annotations.NullMarked;
