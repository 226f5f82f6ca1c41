/**
 * Reactor: {@code Mono} and {@code Flux} to and from async functions, tasks and streams.
 *
 * {@snippet :
 * import static dev.footbridge.reactor.Reactor.*;
 *
 * Price price = await(client.get().retrieve().bodyToMono(Price.class));   // in a coroutine; no thread is blocked
 * Mono<User> user = toMono(pool, () -> users.find(id));                   // a blocking call as a Mono
 * Flux<Row> rows = toFlux(stream);                                        // runs as fast as it is asked
 * }
 */
@NullMarked
package dev.footbridge.reactor;

import org.jspecify.annotations.NullMarked;
