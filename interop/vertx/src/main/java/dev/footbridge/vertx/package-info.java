/**
 * Vert.x: futures to and from async functions and tasks.
 *
 * {@snippet :
 * import static dev.footbridge.vertx.VertxFutures.*;
 *
 * Buffer file = await(vertx.fileSystem().readFile(path));          // in a coroutine; no thread is blocked
 * router.get("/offer").respond(request -> toFuture(loop.start(() -> offerFor(request))));
 * }
 */
@NullMarked
package dev.footbridge.vertx;

import org.jspecify.annotations.NullMarked;
