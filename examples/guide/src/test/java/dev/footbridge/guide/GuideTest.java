package dev.footbridge.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The chapters of {@code docs/guide} are what the examples are and print; no link of a document leads nowhere. */
class GuideTest {

    private static final Repository REPOSITORY = Repository.here();
    private static final Check CHECK = new Check(REPOSITORY);

    @Test
    @DisplayName("each block of code is a region of a file that is compiled, or of a sample")
    void blocksAreRegions() {
        assertThat(CHECK.blocks()).isEmpty();
    }

    @Test
    @DisplayName("each region and each program of the examples is shown somewhere")
    void everythingIsShown() {
        assertThat(CHECK.unused()).isEmpty();
        assertThat(CHECK.programsThatAreNot()).isEmpty();
    }

    @Test
    @DisplayName("what tables say of Footbridge stands in a file that is compiled")
    void tablesAreCompiled() {
        assertThat(CHECK.spans()).isEmpty();
    }

    @Test
    @DisplayName("figures in tables are those of the document that is named above them")
    void figuresAreThoseOfPerformance() {
        assertThat(CHECK.figures()).isEmpty();
    }

    static Stream<String> programs() {
        return CHECK.programs().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("programs")
    @DisplayName("each program prints what the guide says it prints")
    void prints(String program) {
        assertThat(CHECK.outputs(program, CHECK.printed(program))).isEmpty();
    }

    @Test
    @DisplayName("each command of the launcher is understood; others are those of a build, or built by one")
    void understandsTheCommands() {
        List<String> unknown = new ArrayList<>();
        for (String command : CHECK.commands()) {
            if (command.startsWith("./footbridge ")) {
                List<String> words = new ArrayList<>(List.of(command.split(" ")).subList(1, command.split(" ").length));
                words.add("--help");
                StringWriter err = new StringWriter();
                if (Main.run(new PrintWriter(new StringWriter()), new PrintWriter(err),
                        words.toArray(String[]::new)) != 0) {
                    unknown.add(command + ": " + err);
                }
            } else if (!command.matches("(?:mvn|java|cd|git|docs/run|\"\\$\\(|samples/.*/target/).*")) {
                unknown.add(command);
            }
        }
        assertThat(unknown).isEmpty();
    }

    @Test
    @DisplayName("links and anchors of all documents lead somewhere")
    void linksLeadSomewhere() {
        assertThat(new Links(REPOSITORY).broken()).isEmpty();
    }

    @Test
    @DisplayName("the rendered pages need nothing from elsewhere, and their links lead to each other")
    void rendersTheSite(@TempDir Path folder) throws IOException {
        Site site = new Site(REPOSITORY, folder);
        site.write();
        site.write(); // over what is there
        assertThat(site.broken()).isEmpty();
        String page = Files.readString(folder.resolve("docs/guide/how-to-async.html"));
        assertThat(page).contains("<span class=\"k\">").contains("href=\"../../style.css\"").doesNotContain("<script")
                .doesNotContainPattern("<(?:link|img)[^>]*http");
    }
}
