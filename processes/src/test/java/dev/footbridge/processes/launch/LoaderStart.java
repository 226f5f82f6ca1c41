package dev.footbridge.processes.launch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Starts {@link TinyParent} with a class loader of its own. Arguments: {@code files} or {@code memory}, jars, the word
 * {@code --} and what follows it.
 */
public final class LoaderStart {

    private LoaderStart() {}

    public static void main(String[] arguments) throws Exception {
        List<String> all = Arrays.asList(arguments);
        int end = all.indexOf("--");
        URL[] jars = all.subList(1, end).stream().map(LoaderStart::url).toArray(URL[]::new);
        URLClassLoader files = new URLClassLoader(jars, ClassLoader.getPlatformClassLoader());
        ClassLoader loader = all.getFirst().equals("files") ? files : new Memory(files);
        Thread.currentThread().setContextClassLoader(loader);
        List<String> rest = new ArrayList<>(all.subList(end, all.size()));
        loader.loadClass("dev.footbridge.processes.launch.TinyParent").getMethod("main", String[].class)
                .invoke(null, (Object) rest.toArray(new String[0]));
    }

    private static URL url(String jar) {
        try {
            return Path.of(jar).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Defines classes from bytes that it has from elsewhere. */
    static final class Memory extends ClassLoader {

        private final URLClassLoader from;

        Memory(URLClassLoader from) {
            super("memory", ClassLoader.getPlatformClassLoader());
            this.from = from;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            try (InputStream in = from.getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                in.transferTo(bytes);
                return defineClass(name, bytes.toByteArray(), 0, bytes.size());
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
