/**
 * What code that runs at the same time agrees by: lock, semaphore, event, condition, barrier, limiter, queue. Each is
 * one object for coroutines of any loop and for plain threads alike, with the same call: it lets the others of a loop
 * run, or blocks the thread. First come, first served; a wait that is cancelled takes nothing with it.
 */
@NullMarked
package dev.footbridge.sync;

import org.jspecify.annotations.NullMarked;
