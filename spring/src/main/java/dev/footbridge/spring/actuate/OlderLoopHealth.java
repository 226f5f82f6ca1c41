package dev.footbridge.spring.actuate;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@link LoopHealth} for Spring Boot 3, whose interface has the same methods under another name: so one jar serves both.
 */
public final class OlderLoopHealth implements InvocationHandler {

    /** What Spring Boot 3 calls its indicators. */
    public static final String INDICATOR = "org.springframework.boot.actuate.health.HealthIndicator";

    private static final String HEALTH = "org.springframework.boot.actuate.health.Health";

    private final Supplier<LoopWatch> watch;

    private OlderLoopHealth(Supplier<LoopWatch> watch) {
        this.watch = watch;
    }

    /**
     * An indicator of that type.
     *
     * @param type the interface
     * @param watch what to ask
     * @return an instance of it
     */
    public static Object of(Class<?> type, Supplier<LoopWatch> watch) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type}, new OlderLoopHealth(watch));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        return switch (method.getName()) {
            case "health" -> health(method.getDeclaringClass().getClassLoader());
            case "toString" -> "health of event loops";
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> arguments != null && proxy == arguments[0];
            default -> method.isDefault()
                    ? InvocationHandler.invokeDefault(proxy, method, arguments)
                    : null;
        };
    }

    private Object health(ClassLoader loader) throws ReflectiveOperationException {
        Map<String, Object> details = watch.get().details();
        Class<?> health = Class.forName(HEALTH, true, loader);
        Object builder = health.getMethod(details.isEmpty() ? "up" : "down").invoke(null);
        Class<?> builderType = builder.getClass();
        builderType.getMethod("withDetails", Map.class).invoke(builder, details);
        return builderType.getMethod("build").invoke(builder);
    }
}
