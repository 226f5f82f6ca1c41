/**
 * RxJava 3: {@code Single}, {@code Maybe}, {@code Completable} and {@code Flowable} to and from async functions, tasks
 * and streams.
 *
 * {@snippet :
 * import static dev.footbridge.rxjava.RxJava.*;
 *
 * Price price = await(prices.find(id));                       // a Single, in a coroutine; no thread is blocked
 * Single<User> user = toSingle(pool, () -> users.find(id));   // a blocking call as a Single
 * Flowable<Row> rows = toFlowable(stream);                    // runs as fast as it is asked
 * }
 */
@NullMarked
package dev.footbridge.rxjava;

import org.jspecify.annotations.NullMarked;
