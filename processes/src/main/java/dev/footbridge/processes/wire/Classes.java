package dev.footbridge.processes.wire;

import java.io.ObjectStreamClass;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The classes that can be sent, by name: those of one class loader, which is the application's. */
final class Classes {

    private final ClassLoader loader;
    private final Map<String, ObjectStreamClass> known = new ConcurrentHashMap<>();

    Classes(ClassLoader loader) {
        this.loader = loader;
    }

    ObjectStreamClass describe(String name) throws ClassNotFoundException {
        ObjectStreamClass description = known.get(name);
        if (description == null) {
            description = ObjectStreamClass.lookupAny(Class.forName(name, false, loader));
            known.put(name, description);
        }
        return description;
    }
}
