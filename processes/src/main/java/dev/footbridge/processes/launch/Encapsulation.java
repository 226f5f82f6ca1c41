package dev.footbridge.processes.launch;

import java.lang.module.ModuleDescriptor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What the modules of this JVM have been made to open, beyond what they declare: by {@code --add-opens},
 * {@code --add-exports} or {@code --enable-native-access}, wherever it was said (command line, argument file, environment,
 * manifest), and whether preview features are on. It asks the modules themselves, so nothing has to be parsed.
 *
 * <p>
 * {@code --add-reads}, {@code --patch-module}, {@code --limit-modules} and {@code --upgrade-module-path} leave no trace
 * that can be asked for; workers have them only if they are among their JVM options.
 */
final class Encapsulation {

    private Encapsulation() {}

    /** The options that make another JVM alike. */
    static List<String> options() {
        List<Module> users = new ArrayList<>();
        users.add(ClassLoader.getSystemClassLoader().getUnnamedModule());
        users.addAll(BootModules.ofUser());
        List<String> options = new ArrayList<>();
        for (Module module : ModuleLayer.boot().modules().stream().sorted(BootModules.BY_NAME).toList()) {
            ModuleDescriptor descriptor = module.getDescriptor();
            if (!descriptor.isOpen() && !descriptor.isAutomatic()) {
                addOpened(module, users, options);
            }
        }
        List<String> nativeUsers = users.stream().filter(Module::isNativeAccessEnabled).map(Encapsulation::name)
                .toList();
        if (!nativeUsers.isEmpty()) {
            options.add("--enable-native-access=" + String.join(",", nativeUsers));
        }
        if (Preview.isEnabled()) {
            options.add("--enable-preview");
        }
        return List.copyOf(options);
    }

    private static void addOpened(Module module, List<Module> users, List<String> options) {
        Declared opens = new Declared();
        module.getDescriptor().opens().forEach(open -> opens.add(open.source(), open.targets()));
        Declared exports = new Declared();
        module.getDescriptor().exports().forEach(export -> exports.add(export.source(), export.targets()));
        for (String name : module.getPackages()) {
            add("--add-opens=", module, name, users, user -> module.isOpen(name, user) && !opens.has(name, user),
                    options);
            add("--add-exports=", module, name, users, user -> module.isExported(name, user)
                    && !exports.has(name, user) && !module.isOpen(name, user), options);
        }
    }

    private static void add(String option, Module module, String name, List<Module> users, Predicate<Module> changed,
            List<String> options) {
        List<String> to = null;
        for (Module user : users) {
            if (user != module && changed.test(user)) {
                to = to == null ? new ArrayList<>() : to;
                to.add(name(user));
            }
        }
        if (to != null) {
            options.add(option + module.getName() + "/" + name + "=" + String.join(",", to));
        }
    }

    private static String name(Module module) {
        return module.isNamed() ? module.getName() : "ALL-UNNAMED";
    }

    /** Packages that a module gives away by its declaration: to everyone, or to some. */
    private static final class Declared {

        private final Set<String> toAll = new HashSet<>();
        private final Set<String> toSome = new HashSet<>();

        void add(String name, Set<String> targets) {
            if (targets.isEmpty()) {
                toAll.add(name);
            }
            targets.forEach(target -> toSome.add(name + "=" + target));
        }

        boolean has(String name, Module user) {
            return toAll.contains(name) || (user.isNamed() && toSome.contains(name + "=" + user.getName()));
        }
    }
}
