package dev.footbridge.guide;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** The projects in {@code samples}: not of this build, so compiled here, and run in a JVM of their own. */
final class Samples {

    private static final String SOURCES = "/src/main/java/";

    private final Repository repository;
    private final List<String> files;
    private boolean compiled;

    Samples(Repository repository) {
        this.repository = repository;
        this.files = repository.files(Repository.SAMPLES, ".java", Integer.MAX_VALUE).stream()
                .filter(path -> path.contains(SOURCES) && !path.endsWith("module-info.java")).toList();
    }

    /** Their programs. */
    List<String> programs() {
        return files.stream().filter(path -> repository.read(path).contains("static void main("))
                .map(path -> path.substring(path.indexOf(SOURCES) + SOURCES.length(), path.length() - ".java".length())
                        .replace('/', '.'))
                .toList();
    }

    /** What one of them prints. */
    String printed(String program) {
        Path classes = repository.root().resolve("examples/guide/target/samples");
        if (!compiled) {
            compile(classes);
            compiled = true;
        }
        String path = classes + File.pathSeparator + System.getProperty("java.class.path");
        return Printed.byCommand(repository.root(), List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-cp", path, program));
    }

    private void compile(Path classes) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options = new ArrayList<>(List.of("-d", classes.toString(), "-cp",
                System.getProperty("java.class.path"), "-proc:none"));
        files.forEach(file -> options.add(repository.root().resolve(file).toString()));
        if (compiler.run(null, System.out, System.err, options.toArray(String[]::new)) != 0) {
            throw new GuideException("the samples do not compile: see above");
        }
    }
}
