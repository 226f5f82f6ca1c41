package dev.footbridge.spring.web;

import dev.footbridge.Task;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.WebAsyncUtils;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * A controller may return a {@link Task}: the response is its value, and no thread of the server waits for it. When the
 * request takes too long, or the server finds its client gone, the task is cancelled; Spring's own handler for stages would
 * let it run on.
 */
final class TaskReturnHandler implements HandlerMethodReturnValueHandler {

    private final ClientWatch clients;

    TaskReturnHandler(ClientWatch clients) {
        this.clients = clients;
    }

    @Override
    public boolean supportsReturnType(MethodParameter returnType) {
        return Task.class.isAssignableFrom(returnType.getParameterType());
    }

    @Override
    public void handleReturnValue(@Nullable Object returned, MethodParameter returnType,
            ModelAndViewContainer container,
            NativeWebRequest request) throws Exception {
        if (!(returned instanceof Task<?> task)) {
            container.setRequestHandled(true);
            return;
        }
        DeferredResult<Object> result = new DeferredResult<>();
        WebAsyncUtils.getAsyncManager(request).startDeferredResultProcessing(result, container);
        String what = request.getDescription(false);
        HttpServletRequest servletRequest = Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class));
        ClientWatch.Watched client = clients.watch(servletRequest,
                () -> task.cancel("the client is gone (" + what + ")"));
        result.onTimeout(() -> {
            client.end();
            result.setErrorResult(new AsyncRequestTimeoutException()); // first, or the cancel becomes the answer
            task.cancel("the request took too long (" + what + ")");
        });
        result.onError(error -> {
            client.end();
            task.cancel("the client is gone (" + what + "): " + error);
        });
        task.whenComplete((value, failure) -> {
            client.end();
            if (failure == null) {
                result.setResult(value);
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
