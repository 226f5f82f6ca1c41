package dev.footbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiListingTest {

    @TempDir
    private Path folder;

    @Test
    void listsWhatUsersCanName() throws IOException {
        Path classes = compile("demo/Shop.java", """
                package demo;
                import java.util.List;
                import java.io.IOException;
                import org.jspecify.annotations.Nullable;
                public final class Shop<T extends Comparable<T>> extends Hidden<T> implements Runnable {
                    public static final int MOST = 3;
                    protected int unseen;
                    int inside;
                    public Shop(String... names) {}
                    @Deprecated public <A> @Nullable A find(List<? super A> in) throws IOException { return null; }
                    @Override public void run() {}
                    public sealed interface Ware permits Book, Secret {}
                    public record Book(String title) implements Ware {}
                    private record Secret() implements Ware {}
                    public enum Kind { NEW, USED }
                }
                abstract class Hidden<T> {
                    public T first() { return null; }
                    Hidden() {}
                }
                """);

        assertThat(ApiListing.of(classes)).containsExactly(
                "public final class demo.Shop<T extends Comparable<T>> is Runnable",
                "    @Deprecated public <A> @Nullable A find(java.util.List<? super A>) throws java.io.IOException",
                "    public T first()",
                "    public new(String...)",
                "    public static final int MOST = 3",
                "    public void run()",
                "public static final record demo.Shop.Book(String title) is demo.Shop.Ware",
                "    public String title()",
                "    public final String toString()",
                "    public final boolean equals(Object)",
                "    public final int hashCode()",
                "    public new(String)",
                "public static final enum demo.Shop.Kind",
                "    public static demo.Shop.Kind valueOf(String)",
                "    public static demo.Shop.Kind[] values()",
                "    public static final constant NEW",
                "    public static final constant USED",
                "public abstract static sealed interface demo.Shop.Ware permits demo.Shop.Book");
    }

    @Test
    void leavesOutPackagesThatAreNotExported() throws IOException {
        Path classes = compile(
                "module-info.java", "module demo { exports open; exports friends to java.base; }",
                "open/A.java", "package open; public interface A {}",
                "friends/B.java", "package friends; public interface B {}",
                "inside/C.java", "package inside; public interface C {}");

        assertThat(ApiListing.of(classes)).containsExactly("public abstract interface open.A");
    }

    private Path compile(String... namesAndSources) throws IOException {
        List<String> options = new ArrayList<>(List.of("-proc:none", "-d", folder.resolve("classes").toString(),
                "-cp", System.getProperty("java.class.path")));
        for (int n = 0; n < namesAndSources.length; n += 2) {
            Path file = folder.resolve(namesAndSources[n]);
            Files.createDirectories(file.getParent());
            options.add(Files.writeString(file, namesAndSources[n + 1]).toString());
        }
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, options.toArray(String[]::new))).isZero();
        return folder.resolve("classes");
    }
}
