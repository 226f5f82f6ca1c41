package dev.footbridge.spring.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpEntity;
import org.springframework.http.RequestEntity;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.HandlerMethodReturnValueHandlerComposite;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * A controller may return a task or a generator in an entity: its status and its headers are those of the response. What is
 * in an entity is seen when it is there, as many methods are declared with {@code ResponseEntity<?>}; all others, and those
 * that are empty, are answered as they would be without this.
 */
final class EntityReturnHandler implements HandlerMethodReturnValueHandler {

    private final List<BodyHandler> bodies;
    private final HandlerMethodReturnValueHandlerComposite others = new HandlerMethodReturnValueHandlerComposite();

    EntityReturnHandler(List<BodyHandler> bodies, List<HandlerMethodReturnValueHandler> others) {
        this.bodies = List.copyOf(bodies);
        this.others.addHandlers(others);
    }

    @Override
    public boolean supportsReturnType(MethodParameter returnType) {
        Class<?> type = returnType.getParameterType();
        return HttpEntity.class.isAssignableFrom(type) && !RequestEntity.class.isAssignableFrom(type);
    }

    @Override
    public void handleReturnValue(@Nullable Object returned, MethodParameter returnType,
            ModelAndViewContainer container, NativeWebRequest request) throws Exception {
        Object body = returned instanceof HttpEntity<?> entity ? entity.getBody() : null;
        if (body != null && returned instanceof HttpEntity<?> entity) {
            for (BodyHandler handler : bodies) {
                if (handler.handles(body.getClass())) {
                    handler.handle(body, Head.of(entity, response(request)), returnType, container, request);
                    return;
                }
            }
        }
        others.handleReturnValue(returned, returnType, container, request);
    }

    private static HttpServletResponse response(NativeWebRequest request) {
        return Objects.requireNonNull(request.getNativeResponse(HttpServletResponse.class));
    }
}
