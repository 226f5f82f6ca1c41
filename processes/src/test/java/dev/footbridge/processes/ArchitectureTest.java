package dev.footbridge.processes;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The layers of the module: the pool and the worker know the wire, and not each other. */
class ArchitectureTest {

    private static final String ROOT = "dev.footbridge.processes";
    private static final JavaClasses MODULE = new ClassFileImporter().importUrl(
            ProcessPool.class.getProtectionDomain().getCodeSource().getLocation());

    @Test
    @DisplayName("the pool's side and the worker's side do not know each other")
    void separatesTheSides() {
        noClasses().that().resideInAPackage(ROOT + ".worker..").should().dependOnClassesThat()
                .resideInAPackage(ROOT + ".pool..").check(MODULE);
        noClasses().that().resideInAPackage(ROOT + ".pool..").should().dependOnClassesThat()
                .resideInAPackage(ROOT + ".worker..").check(MODULE);
    }

    @Test
    @DisplayName("the wire and the command line know neither")
    void keepsTheWireBelow() {
        noClasses().that().resideInAnyPackage(ROOT + ".wire..", ROOT + ".job..", ROOT + ".launch..").should()
                .dependOnClassesThat().resideInAnyPackage(ROOT + ".pool..", ROOT + ".worker..").check(MODULE);
        noClasses().that().resideInAPackage(ROOT + ".launch..").should().dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".wire..", ROOT + ".job..").check(MODULE);
    }

    @Test
    @DisplayName("it needs nothing but java.base and core")
    void needsOnlyJavaBase() throws IOException {
        classes().that().haveNameNotMatching(".*FlightEvents.*").should().onlyDependOnClassesThat()
                .resideInAnyPackage("java.lang..", "java.io", "java.net",
                        "java.nio..", "java.security", "java.time..", "java.util..", "dev.footbridge..",
                        "org.jspecify..")
                .check(MODULE);
        assertThat(Files.readString(Path.of("src/main/java/module-info.java"))).doesNotContain("requires java.")
                .contains("requires static jdk.jfr;")
                .contains("exports dev.footbridge.processes;")
                .doesNotContainPattern("exports dev\\.footbridge\\.processes\\.\\w+;");
    }

    @Test
    @DisplayName("files are small and hold no monitor")
    void keepsFilesSmall() throws IOException {
        List<Integer> sizes = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String text = Files.readString(file);
                assertThat(text).as(file.toString()).doesNotContainPattern("\\bsynchronized\\b");
                sizes.add((int) text.lines().count());
            }
        }
        Collections.sort(sizes);
        assertThat(sizes.get(sizes.size() / 2)).isLessThan(100);
        assertThat(sizes.get(sizes.size() * 95 / 100)).isLessThanOrEqualTo(350);
        assertThat(sizes.getLast()).isLessThan(600);
    }
}
