package dev.footbridge.processes.wire;

import dev.footbridge.processes.RemoteFilter;

/**
 * What may be deserialized unless the options say otherwise: classes of the application's own class path, the public part
 * of the JDK's {@code java.base} and {@code java.sql}, and any exception or enum; nested no deeper than a stack can take.
 */
public enum DefaultFilter implements RemoteFilter {
    /** The one. */
    INSTANCE;

    private static final int DEEPEST = 1_500;

    @Override
    public Status checkInput(FilterInfo info) {
        if (info.depth() > DEEPEST) {
            return Status.REJECTED;
        }
        Class<?> type = info.serialClass();
        return type == null || isAllowed(type) ? Status.ALLOWED : Status.REJECTED;
    }

    private static boolean isAllowed(Class<?> type) {
        Class<?> element = type;
        while (element.isArray()) {
            element = element.getComponentType();
        }
        if (element.isPrimitive() || !isJdk(element)) {
            return true;
        }
        Module module = element.getModule();
        String name = module.isNamed() ? module.getName() : "";
        boolean plain = name.equals("java.base") || name.equals("java.sql");
        return (plain && module.isExported(element.getPackageName()))
                || Throwable.class.isAssignableFrom(element)
                || Enum.class.isAssignableFrom(element);
    }

    private static boolean isJdk(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null || loader == ClassLoader.getPlatformClassLoader();
    }
}
