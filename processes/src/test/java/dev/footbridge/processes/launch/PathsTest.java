package dev.footbridge.processes.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker has the classes of its parent, however that was started. Each parent is a JVM of its own. */
class PathsTest {

    private static final String OURS = "loads:dev.footbridge.loop.EventLoop";

    @TempDir
    Path temporary;

    /** With a name that has to be quoted wherever it goes. */
    Path folder;

    Path lib;

    @BeforeEach
    void makeJars() throws IOException {
        folder = Files.createDirectory(temporary.resolve("a 'b' \"c\" #d"));
        lib = folder.resolve("lib");
        Jars.core(lib);
        Jars.processes(lib);
    }

    private JavaRun parent(List<String> options, String... arguments) throws Exception {
        return parent(folder, options, List.of(TinyParent.class.getName()), arguments);
    }

    private static JavaRun parent(Path directory, List<String> options, List<String> program, String... arguments)
            throws Exception {
        List<String> all = new ArrayList<>(options);
        all.addAll(program);
        all.add("--");
        all.addAll(List.of(arguments));
        return JavaRun.of(directory, Map.of(), all);
    }

    private static String path(Object... entries) {
        return java.util.Arrays.stream(entries).map(Object::toString).collect(Collectors.joining(File.pathSeparator));
    }

    @Test
    void directories() throws Exception {
        String path = path(Jars.place(TinyWorker.class), Jars.place(Launcher.class),
                Jars.place(dev.footbridge.Level.class));
        assertThat(parent(List.of("-cp", path), OURS, "module:").answers()).first().isEqualTo("true");
    }

    @Test
    void relativeJars() throws Exception {
        Path user = Jars.user(folder.resolve("user.jar"), "user.txt");
        String path = path("lib/footbridge-core.jar", "lib/footbridge-processes.jar", folder.relativize(user));
        assertThat(parent(List.of("-cp", path), OURS, "resource:user.txt").answers()).containsExactly("true", "true");
    }

    @Test
    void wildcardsAndTheWorkingDirectory() throws Exception {
        Files.writeString(folder.resolve("here.txt"), "");
        assertThat(parent(List.of("-cp", path("lib/*", "")), OURS, "resource:here.txt").answers())
                .containsExactly("true", "true");
    }

    @Test
    void jarsNamedByAManifest() throws Exception {
        String manifest = "Manifest-Version: 1.0\nMain-Class: " + TinyParent.class.getName()
                + "\nClass-Path: lib/footbridge-core.jar lib/footbridge-processes.jar\n";
        Jars.jar(folder.resolve("app.jar"), new TreeMap<>(Map.of("META-INF/MANIFEST.MF", manifest.getBytes())));
        assertThat(parent(folder, List.of("-jar"), List.of("app.jar"), OURS).answers()).containsExactly("true");
    }

    @Test
    void moreThanACommandCanHold() throws Exception {
        Path user = Jars.user(folder.resolve("user.jar"), "user.txt");
        String many = IntStream.range(0, 3000).mapToObj(i -> "a directory that does not exist, number " + i)
                .collect(Collectors.joining(File.pathSeparator));
        Path options = folder.resolve("options");
        Files.writeString(options, "-cp " + ArgumentFile.quoted(path("lib/*", many, user)));
        JavaRun run = parent(List.of("@options"), OURS, "resource:user.txt", "echo:@here");
        assertThat(run.answers()).containsExactly("true", "true", "@here");
        assertThat(run.after("command ").getFirst()).contains(", @").doesNotContain("does not exist");
    }

    @Test
    void modules() throws Exception {
        String module = "dev.footbridge.processes";
        JavaRun run = parent(folder,
                List.of("-p", "lib", "--add-opens", "java.base/java.lang=" + module, "-m"),
                List.of(module + "/" + TinyParent.class.getName()), OURS, "module:", "opens:java.lang",
                "opens:java.util");
        assertThat(run.answers()).containsExactly("true", "module " + module, "true", "false");
    }

    @Test
    void classPathBesideModules() throws Exception {
        JavaRun run = parent(List.of("-p", "lib/footbridge-core.jar", "--add-modules", "dev.footbridge.core", "-cp",
                "lib/footbridge-processes.jar"), OURS, "has:dev.footbridge.core", "has:dev.footbridge.processes");
        assertThat(run.answers()).containsExactly("true", "true", "false");
    }

    @Test
    void whatTheParentWasAllowed() throws Exception {
        JavaRun run = parent(
                List.of("--enable-preview", "--enable-native-access=ALL-UNNAMED",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED", "-cp", "lib/*"),
                "preview:", "native:", "opens:java.lang", "opens:java.util");
        assertThat(run.answers()).containsExactly("true", "true", "true", "false");
        assertThat(parent(List.of("-cp", "lib/*"), "preview:", "native:", "opens:java.lang").answers())
                .containsExactly("false", "false", "false");
    }

    @Test
    void whatTheEnvironmentAllowedButNotItsProperties() throws Exception {
        String options = "-Dfrom.variable=yes --add-opens=java.base/java.lang=ALL-UNNAMED";
        JavaRun run = JavaRun.of(folder, Map.of("JAVA_TOOL_OPTIONS", options), List.of("-cp", "lib/*",
                TinyParent.class.getName(), "--", "property:from.variable", "variable:JAVA_TOOL_OPTIONS",
                "opens:java.lang"));
        assertThat(run.answers()).containsExactly("null", "null", "true");
    }

    @Test
    void classLoadersOfFiles() throws Exception {
        Path user = Jars.user(folder.resolve("user.jar"), "user.txt");
        Path start = compiledHere(LoaderStart.class);
        JavaRun run = parent(folder, List.of("-cp", start.toString()), List.of(LoaderStart.class.getName(), "files",
                "lib/footbridge-core.jar", "lib/footbridge-processes.jar", user.toString()), OURS, "resource:user.txt");
        assertThat(run.answers()).containsExactly("true", "true");
    }

    @Test
    void refusesOtherClassLoaders() throws Exception {
        Path start = compiledHere(LoaderStart.class);
        JavaRun run = parent(folder, List.of("-cp", start.toString()), List.of(LoaderStart.class.getName(), "memory",
                "lib/footbridge-core.jar", "lib/footbridge-processes.jar"), OURS);
        assertThat(run.after("refused ")).singleElement().asString()
                .startsWith(
                        "a worker cannot find the classes of this process, which loads Footbridge with a class loader"
                                + " that only this process has (")
                .endsWith("start the program with all its jars on the class path or the module path, such as with a"
                        + " Spring Boot jar after \"java -Djarmode=tools -jar app.jar extract\"");
    }

    /** A directory with this one class of the tests, and those in it. */
    private Path compiledHere(Class<?> type) throws IOException {
        String name = type.getName().replace('.', '/');
        Path directory = folder.resolve("start");
        for (String suffix : List.of(".class", "$Memory.class")) {
            Path target = directory.resolve(name + suffix);
            Files.createDirectories(target.getParent());
            Files.copy(Jars.place(type).resolve(name + suffix), target);
        }
        return directory;
    }
}
