package dev.footbridge.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A guide that is wrong is found out: each test breaks one thing in a small project. */
class CheckTest {

    private static final String SOURCE = "examples/guide/src/main/java/dev/footbridge/examples/Sum.java";
    private static final String PROGRAM = "dev.footbridge.examples.Sum";
    private static final String CODE = """
            package dev.footbridge.examples;
            class Sum {
                public static void main(String[] args) {
                    // @start region="sum"
                    int sum = 1 +  1;
                    // @end
                }
            }
            """;
    private static final String CHAPTER = """
            # Sums

            <!-- code: %s#sum -->
            ```java
            int sum = 1 +  1;
            ```

            <!-- output: %s -->
            ```text
            2 after 1.5 s
            ```
            """.formatted(SOURCE, PROGRAM);

    @TempDir
    private Path root;

    private Check check;

    @BeforeEach
    void write() throws IOException {
        write(SOURCE, CODE);
        write("docs/guide/sums.md", CHAPTER);
        write("docs/guide/README.md", "[Sums](sums.md#sums)\n");
        check = new Check(new Repository(root));
    }

    private void write(String path, String text) throws IOException {
        Files.createDirectories(root.resolve(path).getParent());
        Files.writeString(root.resolve(path), text);
    }

    private void chapter(String from, String to) throws IOException {
        assertThat(CHAPTER).contains(from);
        write("docs/guide/sums.md", CHAPTER.replace(from, to));
    }

    @Test
    @DisplayName("a guide that is right has no problems")
    void findsNothing() {
        assertThat(check.blocks()).isEmpty();
        assertThat(check.unused()).isEmpty();
        assertThat(check.programsThatAreNot()).isEmpty();
        assertThat(check.outputs(PROGRAM, "2 after 17 s\n")).isEmpty();
        assertThat(new Links(new Repository(root)).broken()).isEmpty();
    }

    @Test
    @DisplayName("a block that differs by a space is named")
    void findsDifferences() throws IOException {
        chapter("1 +  1", "1 + 1");
        assertThat(check.blocks()).containsExactly("docs/guide/sums.md:5: the block is not what " + SOURCE
                + "#sum is: docs/run update takes it");
    }

    @Test
    @DisplayName("a region, or a file, that is not there is named")
    void findsMissingRegions() throws IOException {
        chapter("#sum", "#some");
        assertThat(check.blocks()).singleElement().asString().contains("has no region \"some\" (it has [sum])");
        chapter("Sum.java", "Some.java");
        assertThat(check.blocks()).singleElement().asString().contains("there is no file").contains("Some.java");
    }

    @Test
    @DisplayName("a block of code that says nothing of where it is from is named; one of the shell may")
    void findsBlocksOfNowhere() throws IOException {
        write("docs/guide/more.md", "```java\nint x;\n```\n```sh\nmvn verify # all\n```\n");
        assertThat(check.blocks()).singleElement().asString().startsWith("docs/guide/more.md:2: nothing says where");
        assertThat(check.commands()).containsExactly("mvn verify");
        write("docs/guide/hosts.md", "```java\nint x;\n```\n");
        assertThat(check.blocks()).hasSize(1);
    }

    @Test
    @DisplayName("a program that prints something else, and one that is not there, are named")
    void findsOtherOutputs() throws IOException {
        assertThat(check.outputs(PROGRAM, "3 after 1.5 s\n")).singleElement().asString().contains("prints\n3 after");
        chapter("output: " + PROGRAM, "output: dev.Some");
        assertThat(check.programsThatAreNot()).singleElement().asString().contains("no program dev.Some");
        assertThat(check.unused()).singleElement().asString().contains("no chapter shows what it prints");
    }

    @Test
    @DisplayName("a region that no chapter shows is named")
    void findsUnusedRegions() throws IOException {
        write(SOURCE, CODE.replace("    }\n}", "    // @start region=\"rest\"\n    // @end\n    }\n}"));
        assertThat(check.unused()).singleElement().asString().contains("no chapter shows region \"rest\"");
    }

    @Test
    @DisplayName("code in a table that is not in the file above it is named")
    void findsTablesOfNowhere() throws IOException {
        String table = "<!-- spans: " + SOURCE + " -->\n| theirs | ours |\n|---|---|\n| `a` | `int sum = 1 + 1;` |\n";
        write("docs/guide/more.md", table);
        assertThat(check.spans()).isEmpty();
        write("docs/guide/more.md", table.replace("1 + 1", "1 + 2"));
        assertThat(check.spans()).singleElement().asString().contains("has no `int sum = 1 + 2;`");
    }

    @Test
    @DisplayName("a figure that the document above the table does not have is named")
    void findsOtherFigures() throws IOException {
        write("PERFORMANCE.md", "| call | 35.6 µs |\n");
        String table = "<!-- figures: PERFORMANCE.md -->\n| step | figure |\n|---|---|\n| call | 35.6 µs |\n";
        write("docs/guide/more.md", table);
        assertThat(check.figures()).isEmpty();
        write("docs/guide/more.md", table.replace("35.6", "5.6"));
        assertThat(check.figures()).singleElement().asString().contains("has no figure 5.6 µs");
    }

    @Test
    @DisplayName("a link to a file or a heading that is not there is named")
    void findsBrokenLinks() throws IOException {
        write("README.md", "[a](docs/guide/sums.md#sums) [b](docs/guide/sums.md#totals) [c](docs/none.md)"
                + " ![d](docs/none.svg) [e](https://example.com)\n");
        assertThat(new Links(new Repository(root)).broken()).satisfiesExactly(
                first -> assertThat(first).contains("docs/guide/sums.md#totals").contains("no such heading"),
                second -> assertThat(second).contains("there is no docs/none.md"),
                third -> assertThat(third).contains("there is no docs/none.svg"));
    }

    @Test
    @DisplayName("regions that nest, never end, or begin twice are named")
    void refusesWrongRegions() {
        String start = "// @start region=\"a\"\n";
        assertThatThrownBy(() -> Regions.in("A.java", start)).hasMessage(
                "A.java never ends region \"a\": add // @end");
        assertThatThrownBy(() -> Regions.in("A.java", start + start)).hasMessageContaining("regions do not nest");
        assertThatThrownBy(() -> Regions.in("A.java", start + "// @end\n" + start)).hasMessageContaining("two regions");
        assertThatThrownBy(() -> Regions.in("A.java", "// @end\n")).hasMessageContaining("@end without a region");
    }

    @Test
    @DisplayName("outputs may differ in how long things took and in lines of traces, and in nothing else")
    void knowsWhatVaries() {
        assertThat(Printed.steady("2 books in  1.5 s\n at A.b(A.java:12)"))
                .isEqualTo(Printed.steady("2 books in 12.25 s\n at A.b(A.java:7)"))
                .isNotEqualTo(Printed.steady("3 books in 1.5 s\n at A.b(A.java:12)"));
        assertThat(Printed.steady("mean 1.5")).isNotEqualTo(Printed.steady("mean 2.5"));
        assertThat(Printed.rough("mean 1.5")).isEqualTo(Printed.rough("mean 2.5"));
    }

    @Test
    @DisplayName("an update puts the region into the block and leaves the rest as it is")
    void updates() throws IOException {
        chapter("1 +  1", "nothing");
        String path = "docs/guide/sums.md";
        Chapter chapter = Chapter.of(path, Files.readString(root.resolve(path)));
        assertThat(chapter.with(Set.of(Chapter.Kind.CODE), check::code)).isEqualTo(CHAPTER);
    }
}
