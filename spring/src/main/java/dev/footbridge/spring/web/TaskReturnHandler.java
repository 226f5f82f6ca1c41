package dev.footbridge.spring.web;

import dev.footbridge.Task;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.core.MethodParameter;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.WebAsyncUtils;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * A controller may return a {@link Task}: the response is its value, and no thread of the server waits for it. When the
 * request takes too long, or the server finds its client gone, the task is cancelled; Spring's own handler for stages would
 * let it run on.
 */
final class TaskReturnHandler implements BodyHandler {

    private final ClientWatch clients;
    private final Leftovers leftovers;

    TaskReturnHandler(ClientWatch clients, Leftovers leftovers) {
        this.clients = clients;
        this.leftovers = leftovers;
    }

    @Override
    public boolean handles(Class<?> type) {
        return Task.class.isAssignableFrom(type);
    }

    @Override
    public void handle(Object body, Head head, MethodParameter returnType, ModelAndViewContainer container,
            NativeWebRequest request) throws Exception {
        Task<?> task = (Task<?>) body;
        String what = request.getDescription(false);
        DeferredResult<Object> result = new DeferredResult<>();
        // Said before the result is set: the end of the response may be quicker than the cancel that follows that.
        AtomicReference<String> reason = new AtomicReference<>("the response has ended (" + what + ")");
        result.onCompletion(() -> leftovers.end(task, reason.get()));
        try {
            WebAsyncUtils.getAsyncManager(request).startDeferredResultProcessing(result, container);
        } catch (Throwable refused) {
            leftovers.end(task, "the request cannot wait for it (" + what + ")");
            throw refused;
        }
        HttpServletRequest servletRequest = Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class));
        ClientWatch.Watched client = clients.watch(servletRequest, () -> {
            reason.set("the client is gone (" + what + ")");
            result.setErrorResult(new AsyncRequestNotUsableException("the client is gone")); // nobody is to report this
            task.cancel(reason.get());
        });
        result.onTimeout(() -> {
            client.end();
            reason.set("the request took too long (" + what + ")");
            result.setErrorResult(new AsyncRequestTimeoutException()); // first, or the cancel becomes the answer
            task.cancel(reason.get());
        });
        result.onError(error -> {
            client.end();
            task.cancel("the client is gone (" + what + "): " + error);
        });
        task.whenComplete((value, failure) -> {
            client.end();
            if (failure == null) {
                result.setResult(head.with(value));
            } else {
                result.setErrorResult(original(failure));
            }
        });
    }

    private static Throwable original(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }
}
