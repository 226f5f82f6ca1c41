package dev.footbridge.cli.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.Message;
import org.jspecify.annotations.Nullable;

/** The reply to come from Apache's client; a cancel of it ends the exchange, which a bare future would not do. */
final class PendingReply extends CompletableFuture<Reply> implements FutureCallback<Message<HttpResponse, byte[]>> {

    private volatile @Nullable Future<?> exchange;

    PendingReply of(Future<?> running) {
        exchange = running;
        return this;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        Future<?> running = exchange;
        if (cancelled && running != null) {
            running.cancel(true);
        }
        return cancelled;
    }

    @Override
    public void completed(Message<HttpResponse, byte[]> response) {
        byte[] body = response.getBody();
        complete(new Reply(response.getHead().getCode(), body == null ? new byte[0] : body));
    }

    @Override
    public void failed(Exception e) {
        completeExceptionally(e);
    }

    @Override
    public void cancelled() {
        super.cancel(false);
    }
}
