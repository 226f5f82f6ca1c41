/**
 * gRPC: calls that stream as streams, and answers of a service from tasks and streams. What a future stub returns is a
 * listenable future: the module {@code dev.footbridge.guava} waits for it.
 *
 * {@snippet :
 * AsyncStream<Quote> quotes = GrpcCalls.stream(observer -> stub.watch(request, observer));   // the client
 *
 * public void watch(Request request, StreamObserver<Quote> observer) {                       // the service
 *     GrpcCalls.respond(quotesOf(request), observer);
 * }
 * }
 */
@NullMarked
package dev.footbridge.grpc;

import org.jspecify.annotations.NullMarked;
