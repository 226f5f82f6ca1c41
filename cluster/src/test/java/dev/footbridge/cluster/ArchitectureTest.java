package dev.footbridge.cluster;

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

class ArchitectureTest {

    private static final String ROOT = "dev.footbridge.cluster";
    private static final JavaClasses MODULE = new ClassFileImporter().importUrl(
            Cluster.class.getProtectionDomain().getCodeSource().getLocation());

    @Test
    @DisplayName("the engine is seen by the package for it, and nowhere else")
    void hidesTheEngine() {
        noClasses().that().resideOutsideOfPackage(ROOT + ".net..").should().dependOnClassesThat()
                .resideInAPackage("org.jgroups..").check(MODULE);
    }

    @Test
    @DisplayName("what goes over the wire knows nobody; who submits does not know who serves")
    void separatesTheSides() {
        noClasses().that().resideInAPackage(ROOT + ".wire..").should().dependOnClassesThat()
                .resideInAnyPackage(ROOT, ROOT + ".net..", ROOT + ".submit..", ROOT + ".serve..", ROOT + ".node..")
                .check(MODULE);
        noClasses().that().resideInAPackage(ROOT + ".net..").should().dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".submit..", ROOT + ".serve..", ROOT + ".node..").check(MODULE);
        noClasses().that().resideInAPackage(ROOT + ".submit..").should().dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".serve..", ROOT + ".node..").check(MODULE);
        noClasses().that().resideInAPackage(ROOT + ".serve..").should().dependOnClassesThat()
                .resideInAPackage(ROOT + ".node..").check(MODULE);
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
        assertThat(sizes.getLast()).isLessThanOrEqualTo(350);
        assertThat(Files.readString(Path.of("src/main/java/module-info.java")))
                .contains("exports dev.footbridge.cluster;").doesNotContain("exports dev.footbridge.cluster.");
    }
}
