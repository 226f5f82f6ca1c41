/**
 * Guava: {@code ListenableFuture} to and from async functions and tasks; what gRPC's future stubs return, too.
 *
 * {@snippet :
 * import static dev.footbridge.guava.GuavaFutures.*;
 *
 * Reply reply = await(stub.greet(request));                   // in a coroutine; no thread is blocked
 * ListenableFuture<User> user = toListenableFuture(pool.start(() -> users.find(id)));
 * }
 */
@NullMarked
package dev.footbridge.guava;

import org.jspecify.annotations.NullMarked;
