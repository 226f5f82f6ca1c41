package dev.footbridge.spring.web;

import dev.footbridge.Task;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpEntity;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.HandlerMethodReturnValueHandlerComposite;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Refuses tasks and generators where Spring answers at once, in the methods that handle exceptions: there they would be
 * taken for values, and written as JSON.
 */
final class RefusedReturnHandler implements HandlerMethodReturnValueHandler {

    private final Leftovers leftovers;
    private final HandlerMethodReturnValueHandlerComposite others;

    RefusedReturnHandler(Leftovers leftovers, HandlerMethodReturnValueHandlerComposite others) {
        this.leftovers = leftovers;
        this.others = others;
    }

    @Override
    public boolean supportsReturnType(MethodParameter returnType) {
        Class<?> type = returnType.getParameterType();
        return isRefused(type)
                || (HttpEntity.class.isAssignableFrom(type) && others.supportsReturnType(returnType));
    }

    private static boolean isRefused(Class<?> type) {
        return Task.class.isAssignableFrom(type) || Items.areIn(type);
    }

    @Override
    public void handleReturnValue(@Nullable Object returned, MethodParameter returnType,
            ModelAndViewContainer container, NativeWebRequest request) throws Exception {
        Object body = returned instanceof HttpEntity<?> entity ? entity.getBody() : returned;
        if (body == null || !isRefused(body.getClass())) {
            others.handleReturnValue(returned, returnType, container, request);
            return;
        }
        leftovers.end(body, "there is no response that would wait for it (" + request.getDescription(false) + ")");
        HttpServletRequest asked = Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class));
        throw new IllegalStateException(asked.getMethod() + " " + asked.getRequestURI()
                + ": an exception handler answers at once, tasks and generators are for controllers (it returned a "
                + body.getClass().getName() + "): wait for it, and return what comes of it");
    }
}
