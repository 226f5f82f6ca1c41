package dev.footbridge.spring.web;

import dev.footbridge.Task;
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
        String what = request.getDescription(false);
        DeferredResult<Object> result = new DeferredResult<>();
        result.onTimeout(() -> {
            result.setErrorResult(new AsyncRequestTimeoutException()); // first, or the cancel becomes the answer
            task.cancel("the request took too long (" + what + ")");
        });
        result.onError(error -> task.cancel("the response could not be sent (" + what + "): " + error));
        task.whenComplete((value, failure) -> {
            if (failure == null) {
                result.setResult(value);
            } else {
                result.setErrorResult(original(failure));
            }
        });
        WebAsyncUtils.getAsyncManager(request).startDeferredResultProcessing(result, container);
    }

    private static Throwable original(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }
}
