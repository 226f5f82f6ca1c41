package dev.footbridge.context.carriers;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.Context;
import dev.footbridge.context.ContextKey;
import dev.footbridge.libraries.LibraryPrograms;
import io.micrometer.context.ContextRegistry;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.MDC;

/** JVMs that have one of the libraries, both or none, on the class path and on the module path. */
@Timeout(value = 150, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LibrariesTest {

    private static final List<Class<?>> OURS = List.of(ContextKey.class, MdcCarrier.class);
    private static final List<Class<?>> SLF4J = List.of(MDC.class, LoggerContext.class, Context.class);
    private static final List<Class<?>> MICROMETER = List.of(ContextRegistry.class);

    private static Path folderOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (java.net.URISyntaxException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String path(Stream<Class<?>> types) {
        return types.map(type -> folderOf(type).toString()).collect(Collectors.joining(File.pathSeparator));
    }

    private static List<String> onTheClassPath(List<Class<?>> libraries, String... programs) throws Exception {
        return run(List.of("-cp", path(Stream.of(OURS, libraries, List.of(LibraryPrograms.class))
                .<Class<?>>flatMap(List::stream))), programs);
    }

    /** The program itself is in no module. */
    private static List<String> onTheModulePath(List<Class<?>> libraries, String modules, String... programs)
            throws Exception {
        return run(List.of("-p", path(Stream.of(OURS, libraries).<Class<?>>flatMap(List::stream)), "--add-modules",
                "dev.footbridge.context" + modules, "-cp", path(Stream.of(LibraryPrograms.class))), programs);
    }

    private static List<String> run(List<String> options, String... programs) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(options);
        command.add(LibraryPrograms.class.getName());
        command.addAll(List.of(programs));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            List<String> output = process.inputReader().lines().toList();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return output;
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void areNotMissedOnTheClassPath() throws Exception {
        assertThat(onTheClassPath(List.of(), "none")).containsExactly("job: done");
        assertThat(onTheClassPath(SLF4J, "none", "slf4j")).containsExactly("job: done", "MDC: ada");
        assertThat(onTheClassPath(MICROMETER, "none", "micrometer")).containsExactly("job: done", "accessor: ada");
    }

    @Test
    void areNotMissedOnTheModulePath() throws Exception {
        assertThat(onTheModulePath(List.of(), "", "none")).containsExactly("job: done");
        assertThat(onTheModulePath(SLF4J, ",org.slf4j,ch.qos.logback.classic", "none", "slf4j"))
                .containsExactly("job: done", "MDC: ada");
        assertThat(onTheModulePath(MICROMETER, ",context.propagation", "none", "micrometer"))
                .containsExactly("job: done", "accessor: ada");
    }

    @Test
    void workTogether() throws Exception {
        List<Class<?>> both = Stream.concat(SLF4J.stream(), MICROMETER.stream()).toList();
        assertThat(onTheClassPath(both, "slf4j", "micrometer")).containsExactly("MDC: ada", "accessor: ada");
        assertThat(
                onTheModulePath(both, ",org.slf4j,ch.qos.logback.classic,context.propagation", "slf4j", "micrometer"))
                .containsExactly("MDC: ada", "accessor: ada");
    }

    @Test
    void needNoBackEnd() throws Exception {
        assertThat(onTheClassPath(List.of(MDC.class), "none", "slf4j")).contains("job: done", "MDC: null")
                .noneMatch(line -> line.contains("ContextCarrier"));
    }
}
