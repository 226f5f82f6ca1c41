package dev.footbridge.api;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Compiles snippets. Each becomes a class of its own: paragraphs that begin with a modifier or an annotation are its
 * members, the others a method. What the names in a snippet are says its setting, the class above: that of its page
 * ({@code AsyncLockSetting}), else of its package ({@code GuavaSetting}), else {@code Setting}. The imports of page
 * and setting are the snippet's, too, and so is what nearly every user imports.
 */
final class SnippetCompiler {

    private static final String SETTINGS = "dev.footbridge.api.settings";
    private static final String COMMON = "Setting";
    private static final List<String> USUAL = List.of("java.util.*", "java.util.concurrent.*", "java.util.stream.*",
            "java.time.*", "dev.footbridge.*", "dev.footbridge.context.*", "dev.footbridge.loop.*",
            "dev.footbridge.observe.*", "dev.footbridge.plan.*", "dev.footbridge.stream.*", "dev.footbridge.sync.*",
            "dev.footbridge.threads.*", "static dev.footbridge.Async.*", "org.junit.jupiter.api.Test",
            "static org.assertj.core.api.Assertions.assertThat");
    private static final Pattern IMPORT = Pattern.compile("(?m)^import ([^;]+);");
    private static final Pattern MEMBER = Pattern.compile("(?s)(@|public |protected |private |static ).*");

    private final Path settings;

    SnippetCompiler(Path root) {
        this.settings = root.resolve("api-tests/src/test/java").resolve(SETTINGS.replace('.', '/'));
    }

    /** What a compiler says against them: file, line and error, one string each. */
    List<String> errors(List<Snippet> snippets) {
        List<Source> sources = new ArrayList<>();
        snippets.forEach(snippet -> sources.add(source(snippet, "Snippet" + sources.size())));
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        List<String> options = List.of("-proc:none", "-Xlint:none", "-Xmaxerrs", "1000", "-classpath",
                System.getProperty("java.class.path"));
        try {
            ((JavacTask) ToolProvider.getSystemJavaCompiler().getTask(null, null, said, options, null, sources))
                    .analyze();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return said.getDiagnostics().stream().filter(one -> one.getKind() == Diagnostic.Kind.ERROR)
                .map(one -> ((Source) one.getSource()).place(one.getLineNumber()) + ": " + one.getMessage(null))
                .toList();
    }

    private Source source(Snippet snippet, String name) {
        Path setting = settingOf(snippet.page());
        Source source = new Source(name, snippet);
        source.add(0, "package dev.footbridge.api.snippets;");
        imports(snippet, setting).forEach(what -> source.add(0, "import " + what + ";"));
        source.add(0, "class " + name + " extends " + SETTINGS + "." + stem(setting) + " {");
        List<Integer> statements = new ArrayList<>();
        boolean begins = true;
        boolean member = false;
        for (int n = 0; n < snippet.lines().size(); n++) {
            String line = snippet.lines().get(n);
            if (begins) {
                member = MEMBER.matcher(line).matches();
            }
            begins = line.isBlank();
            if (IMPORT.matcher(line).matches()) {
                continue; // is among the imports
            }
            if (member) {
                source.add(snippet.line() + n, line);
            } else {
                statements.add(n);
            }
        }
        // Compiles whether the snippet ends in a return or not.
        source.add(0, "Object snippet() throws Exception { if (always) {");
        statements.forEach(n -> source.add(snippet.line() + n, snippet.lines().get(n)));
        source.add(0, "} return null; } }");
        return source;
    }

    private Set<String> imports(Snippet snippet, Path setting) {
        Map<String, String> bySimpleName = new LinkedHashMap<>();
        Stream.of(settings.resolve(COMMON + ".java"), snippet.file(), setting).filter(Files::exists)
                .flatMap(file -> IMPORT.matcher(Published.read(file)).results()).map(found -> found.group(1))
                .filter(what -> !what.startsWith("static ")).forEach(what -> bySimpleName.put(simple(what), what));
        Set<String> all = new LinkedHashSet<>(USUAL);
        String page = snippet.page().replace('/', '.');
        all.add(page.substring(0, page.lastIndexOf('.')) + ".*");
        if (isPublic(snippet.file(), page.substring(page.lastIndexOf('.') + 1))) {
            all.add("static " + page + ".*");
        }
        all.addAll(bySimpleName.values());
        snippet.lines().stream().map(IMPORT::matcher).filter(line -> line.matches())
                .forEach(line -> all.add(line.group(1)));
        return all;
    }

    private static boolean isPublic(Path file, String type) {
        return Files.exists(file)
                && Pattern.compile("(?m)^public .*\\b" + type + "\\b").matcher(Published.read(file)).find();
    }

    private static String simple(String what) {
        return what.endsWith("*") ? what : what.substring(what.lastIndexOf('.') + 1);
    }

    private Path settingOf(String page) {
        Map<String, Path> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        try (Stream<Path> files = Files.list(settings)) {
            files.forEach(file -> byName.put(stem(file), file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String[] parts = page.split("/");
        return Stream.of(parts[parts.length - 1], parts[parts.length - 2], "").map(name -> byName.get(name + COMMON))
                .filter(file -> file != null).findFirst().orElseThrow();
    }

    private static String stem(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    /** The class that a snippet becomes, and which line of it is from where. */
    private static final class Source extends SimpleJavaFileObject {

        private final Snippet snippet;
        private final StringBuilder text = new StringBuilder();
        private final List<Integer> origins = new ArrayList<>();

        Source(String name, Snippet snippet) {
            super(URI.create("string:///dev/footbridge/api/snippets/" + name + ".java"), Kind.SOURCE);
            this.snippet = snippet;
        }

        void add(int origin, String line) {
            text.append(line).append('\n');
            origins.add(origin);
        }

        /** Where in the documentation that line is; for lines that are only around the snippet, where that begins. */
        String place(long line) {
            int origin = line < 1 ? 0 : origins.get((int) line - 1);
            return snippet.file() + ":" + (origin == 0 ? snippet.line() : origin);
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
