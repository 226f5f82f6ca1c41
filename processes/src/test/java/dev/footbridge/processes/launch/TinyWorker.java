package dev.footbridge.processes.launch;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/** A worker that answers one line to each argument, and ends. */
public final class TinyWorker {

    private TinyWorker() {}

    public static void main(String[] arguments) throws Exception {
        for (String argument : arguments) {
            int colon = argument.indexOf(':');
            System.out.println("> " + answer(argument.substring(0, colon), argument.substring(colon + 1)));
        }
    }

    private static Object answer(String question, String about) throws Exception {
        return switch (question) {
            case "echo" -> about;
            case "directory" -> Path.of("").toAbsolutePath();
            case "property" -> System.getProperty(about);
            case "variable" -> System.getenv(about);
            case "module" -> TinyWorker.class.getModule().toString();
            case "loads" -> loaded(about);
            case "resource" -> Thread.currentThread().getContextClassLoader().getResource(about) != null;
            case "native" -> TinyWorker.class.getModule().isNativeAccessEnabled();
            case "opens" -> Object.class.getModule().isOpen(about, TinyWorker.class.getModule());
            case "has" -> ModuleLayer.boot().findModule(about).isPresent();
            case "preview" -> Preview.isEnabled();
            case "collectors" ->
                ManagementFactory.getGarbageCollectorMXBeans().stream().map(bean -> bean.getName()).toList();
            case "heap" -> Runtime.getRuntime().maxMemory() >> 20;
            case "exit" -> {
                Runtime.getRuntime().halt(Integer.parseInt(about));
                yield "";
            }
            default -> throw new IllegalArgumentException(question);
        };
    }

    private static Object loaded(String name) {
        try {
            return Class.forName(name, true, Thread.currentThread().getContextClassLoader()) != null;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
