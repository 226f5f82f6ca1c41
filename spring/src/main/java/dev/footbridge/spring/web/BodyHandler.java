package dev.footbridge.spring.web;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Answers with a body that is not there yet, be it returned as it is or in an entity. */
interface BodyHandler extends HandlerMethodReturnValueHandler {

    /** Whether bodies of this type are its. */
    boolean handles(Class<?> type);

    /** Answers with this body; if that is refused, nothing is left of it. */
    void handle(Object body, Head head, MethodParameter returnType, ModelAndViewContainer container,
            NativeWebRequest request) throws Exception;

    @Override
    default boolean supportsReturnType(MethodParameter returnType) {
        return handles(returnType.getParameterType());
    }

    /** Answers with nothing where there is nothing, as Spring does. */
    @Override
    default void handleReturnValue(@Nullable Object returned, MethodParameter returnType,
            ModelAndViewContainer container, NativeWebRequest request) throws Exception {
        if (returned == null) {
            container.setRequestHandled(true);
        } else {
            handle(returned, Head.NONE, returnType, container, request);
        }
    }
}
