package dev.footbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the documentation of the published modules shows compiles. */
class SnippetsTest {

    private static final Path ROOT = Published.root();
    private static final Path PAGE = Path.of("dev/footbridge/sync/AsyncLock.java");

    private final SnippetCompiler compiler = new SnippetCompiler(ROOT);

    @Test
    void compileAll() {
        List<Snippet> all = Published.all().stream().flatMap(module -> module.sources().stream())
                .flatMap(file -> Snippet.of(file, Published.read(file)).stream()).toList();

        List<Snippet> java = all.stream().filter(Snippet::isJava).toList();
        IO.println("snippets: " + java.size() + " of Java, compiled; " + (all.size() - java.size()) + " others");
        assertThat(java).as("snippets found").hasSizeGreaterThan(50).allSatisfy(snippet -> assertThat(snippet.lines())
                .as("%s:%s: only snippets that have their text in place are compiled", snippet.file(), snippet.line())
                .isNotEmpty());
        assertThat(compiler.errors(java).stream().map(error -> error.replace(ROOT + "/", ""))).isEmpty();
    }

    @Test
    void takesEverySnippetOfAPage() {
        long said = Published.all().stream().flatMap(module -> module.sources().stream()).map(Published::read)
                .mapToLong(source -> source.split("\\{@snippet", -1).length - 1).sum();
        long found = Published.all().stream().flatMap(module -> module.sources().stream())
                .mapToLong(file -> Snippet.of(file, Published.read(file)).size()).sum();
        assertThat(found).isEqualTo(said);
    }

    @Test
    void namesThePlaceOfWhatDoesNotCompile() {
        assertThat(errors("""
                /**
                 * A lock.
                 *
                 * {@snippet :
                 * AsyncLock ledger = AsyncLock.named("ledger");
                 *
                 * ledger.lokked(() -> { });
                 * }
                 */
                """)).singleElement().asString().startsWith(PAGE + ":7: ").contains("lokked(");
    }

    @Test
    void takesMembersStatementsAndImports() {
        assertThat(errors("""
                /**
                 * {@snippet :
                 * import java.nio.charset.StandardCharsets;
                 *
                 * static final AsyncLock LEDGER = AsyncLock.named("ledger");
                 *
                 * public byte[] bytes(String text) {
                 *     return text.getBytes(StandardCharsets.UTF_8);
                 * }
                 *
                 * for (byte each : bytes("ledger")) {
                 *     LEDGER.locked(() -> use(each));
                 * }
                 * }
                 * {@snippet lang=shell :
                 * ls
                 * }
                 */
                """)).isEmpty();
    }

    private List<String> errors(String source) {
        return compiler.errors(Snippet.of(PAGE, source).stream().filter(Snippet::isJava).toList());
    }
}
