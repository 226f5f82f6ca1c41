package dev.footbridge.processes.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.loader.launch.JarLauncher;

/** Workers of a program that is one Spring Boot jar, with that project's own loader in it. */
class BootJarTest {

    @TempDir
    Path folder;

    private Path bootJar(String nested) throws IOException {
        TreeMap<String, byte[]> content = loader(TinyParent.class, nested);
        content.put(nested + "/classes/user.txt", new byte[]{1});
        content.put(nested + "/lib/core.jar", Files.readAllBytes(Jars.core(folder)));
        content.put(nested + "/lib/processes.jar", Files.readAllBytes(Jars.processes(folder)));
        return Jars.jar(folder.resolve("the app.jar"), content);
    }

    /** What is in such a jar besides the classes of the program, and the jars it needs. */
    static TreeMap<String, byte[]> loader(Class<?> program, String nested) throws IOException {
        TreeMap<String, byte[]> content = new TreeMap<>();
        try (JarFile loader = new JarFile(Jars.place(JarLauncher.class).toFile())) {
            for (ZipEntry entry : loader.stream().toList()) {
                if (entry.getName().endsWith(".class")) {
                    content.put(entry.getName(), loader.getInputStream(entry).readAllBytes());
                }
            }
        }
        content.put("META-INF/MANIFEST.MF",
                ("Manifest-Version: 1.0\nMain-Class: org.springframework.boot.loader.launch."
                        + (nested.equals("BOOT-INF") ? "Jar" : "War") + "Launcher\nStart-Class: " + program.getName()
                        + "\nSpring-Boot-Classes: " + nested + "/classes/\nSpring-Boot-Lib: " + nested + "/lib/\n")
                        .getBytes(StandardCharsets.UTF_8));
        content.put(nested + "/classes/", new byte[0]);
        return content;
    }

    @Test
    void findsClassesWithinTheJar() throws Exception {
        JavaRun run = JavaRun.of(folder, Map.of(), List.of("-Daot=" + folder.resolve("aot"), "-jar",
                bootJar("BOOT-INF").toString(), "--", "loads:dev.footbridge.loop.EventLoop", "resource:user.txt"));
        assertThat(run.answers()).containsExactly("true", "true");
        assertThat(run.after("aot ")).containsExactly("false");
    }

    @Test
    void saysWhatToDoAboutAWar() throws Exception {
        JavaRun run = JavaRun.of(folder, Map.of(), List.of("-jar", bootJar("WEB-INF").toString(), "--", "echo:x"));
        assertThat(run.after("refused ")).singleElement().asString()
                .contains("reads from something else than files and directories")
                .contains("java -Djarmode=tools -jar app.jar extract");
    }
}
