package dev.footbridge.app;

import dev.footbridge.AsyncCallable;
import dev.footbridge.Task;
import dev.footbridge.internal.Bound;
import dev.footbridge.internal.Sneaky;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A whole interface seen as the other kind: each method finds its twin on the target, the method of the same name and
 * parameters, and is awaited or started as the two return types say.
 */
public final class InterfaceBridge implements InvocationHandler {

    private final Class<?> api;
    private final Object target;
    private final Map<Method, Method> twins = new HashMap<>();

    private InterfaceBridge(Class<?> api, Object target) {
        this.api = api;
        this.target = target;
    }

    /** The target seen as this interface; the target itself where it is one already. */
    public static <S> S view(Class<S> api, Object target) {
        Objects.requireNonNull(target, () -> "the object to see as " + api.getName() + " is null");
        if (!api.isInterface()) {
            throw new IllegalArgumentException("only an interface can be bridged (" + api.getName() + " is a class):"
                    + " declare the methods in an interface");
        }
        if (api.isInstance(target)) {
            return api.cast(target);
        }
        if (Proxy.isProxyClass(target.getClass()) && Proxy.getInvocationHandler(target) instanceof InterfaceBridge view
                && api.isInstance(view.target)) {
            return api.cast(view.target);
        }
        InterfaceBridge bridge = new InterfaceBridge(api, target);
        bridge.findTwins();
        return api.cast(Proxy.newProxyInstance(api.getClassLoader(), new Class<?>[]{api}, bridge));
    }

    private void findTwins() {
        List<String> missing = new ArrayList<>();
        for (Method method : api.getMethods()) {
            if (java.lang.reflect.Modifier.isStatic(method.getModifiers())) {
                continue;
            }
            Method twin = twinOf(method);
            if (twin != null && fits(method.getReturnType(), twin.getReturnType())) {
                twins.put(method, twin);
            } else if (!method.isDefault()) {
                missing.add(method.getName() + parameters(method));
            }
        }
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(target.getClass().getName() + " cannot be seen as " + api.getName()
                    + ": it has no fitting public method " + String.join(", ", missing));
        }
    }

    private static String parameters(Method method) {
        return List.of(method.getParameterTypes()).stream().map(Class::getSimpleName).toList().toString()
                .replace('[', '(').replace(']', ')');
    }

    private @Nullable Method twinOf(Method method) {
        for (Class<?> type : interfacesOf(target.getClass())) {
            try {
                Method twin = type.getMethod(method.getName(), method.getParameterTypes());
                twin.trySetAccessible();
                return twin;
            } catch (NoSuchMethodException _) {
                // Perhaps the next one has it.
            }
        }
        return null;
    }

    private static Set<Class<?>> interfacesOf(Class<?> type) {
        Set<Class<?>> found = new LinkedHashSet<>();
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            found.addAll(List.of(at.getInterfaces()));
        }
        found.add(type);
        return found;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return switch (method.getName()) {
                case "equals" -> proxy == Objects.requireNonNull(arguments)[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> api.getSimpleName() + " view of " + target;
            };
        }
        Method twin = twins.get(method);
        if (twin == null) {
            MethodHandle body = defaults(method).bindTo(proxy);
            return arguments == null ? body.invoke() : body.invokeWithArguments(arguments);
        }
        boolean wantsStage = isStage(method.getReturnType());
        boolean givesStage = isStage(twin.getReturnType());
        if (wantsStage == givesStage) {
            return as(method.getReturnType(), call(twin, arguments));
        }
        return givesStage ? awaited(twin, arguments) : started(method, twin, arguments);
    }

    private Object started(Method method, Method twin, @Nullable Object @Nullable [] arguments) {
        var task = Defaults.pool().start(Bound.named(target, () -> call(twin, arguments)));
        return Objects.requireNonNull(as(method.getReturnType(), task));
    }

    private static @Nullable Object as(Class<?> wanted, @Nullable Object value) {
        return wanted == CompletableFuture.class && value instanceof CompletionStage<?> stage
                ? stage.toCompletableFuture()
                : value;
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // a stage of whatever the interface says, null included
    private @Nullable Object awaited(Method twin, @Nullable Object @Nullable [] arguments) {
        AsyncCallable<@Nullable Object> start = () -> (CompletionStage<@Nullable Object>) call(twin, arguments);
        return Defaults.loop().call(start);
    }

    /** The body of a default method, for interfaces that are not public, too. */
    private static MethodHandle defaults(Method method) throws IllegalAccessException {
        Class<?> declaring = method.getDeclaringClass();
        return MethodHandles.privateLookupIn(declaring, MethodHandles.lookup()).unreflectSpecial(method, declaring);
    }

    /** Whether what the twin gives can become what the method wants; a stage's value only shows when it is there. */
    private static boolean fits(Class<?> wanted, Class<?> given) {
        if (isStage(wanted)) {
            Class<?> made = isStage(given) ? given : Task.class;
            return wanted == CompletableFuture.class || wanted.isAssignableFrom(made);
        }
        return isStage(given) || wanted == void.class || boxed(wanted).isAssignableFrom(boxed(given));
    }

    private static Class<?> boxed(Class<?> type) {
        return MethodType.methodType(type).wrap().returnType();
    }

    private static boolean isStage(Class<?> type) {
        return CompletionStage.class.isAssignableFrom(type);
    }

    private @Nullable Object call(Method twin, @Nullable Object @Nullable [] arguments) {
        try {
            return twin.invoke(target, arguments);
        } catch (InvocationTargetException failed) {
            throw Sneaky.raise(Objects.requireNonNull(failed.getCause()));
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException(
                    twin + " cannot be called: make its interface public, or open its package",
                    e);
        }
    }
}
