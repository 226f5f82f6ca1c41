/** What threads can do with limiters and queues without waiting, as sequences of operations. */
@NullMarked
package dev.footbridge.sync;

import org.jspecify.annotations.NullMarked;
