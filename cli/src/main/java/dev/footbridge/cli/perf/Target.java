package dev.footbridge.cli.perf;

import dev.footbridge.cli.http.Reply;
import dev.footbridge.cli.http.UnexpectedReply;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A page to call, and what its replies must be.
 *
 * @param uri the address
 * @param bytes the size of the page
 * @param sizes whether every reply must have that size
 */
record Target(URI uri, int bytes, Sizes sizes) {

    /** Whether the size of a page is known to stay the same. */
    enum Sizes {
        EXACT, MAY_VARY
    }

    /** The number of bytes of a reply of this page; a reply that is not as it must be is a failure. */
    int sizeOf(Reply reply) throws UnexpectedReply {
        return sizes == Sizes.EXACT ? reply.sizeOrThrow(uri, bytes) : reply.orThrow(uri).size();
    }

    /** The same as a stage, for async code. */
    CompletionStage<Integer> size(Reply reply) {
        try {
            return CompletableFuture.completedFuture(sizeOf(reply));
        } catch (UnexpectedReply e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
