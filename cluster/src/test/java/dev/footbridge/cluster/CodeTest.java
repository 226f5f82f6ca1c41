package dev.footbridge.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.processes.UnsendableException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Jobs whose classes a member does not have, or has otherwise")
class CodeTest {

    private final int port = Ports.next();

    @TempDir
    Path folder;

    /** A loader of a program with a job that counts letters, so. */
    private ClassLoader program(String version, String count) throws Exception {
        Path source = Files.createDirectories(folder.resolve(version)).resolve("Letters.java");
        Files.writeString(source, """
                package elsewhere;
                public final class Letters implements java.util.concurrent.Callable<Object>, java.io.Serializable {
                    private static final long serialVersionUID = 1;
                    public record Count(int letters) implements java.io.Serializable {}
                    public static final String BUILD = "%s";
                    private final String text;
                    public Letters(String text) { this.text = text; }
                    public Object call() { return new Count(Inner.count(text)); }
                    static final class Inner {
                        static int count(String text) { return %s; }
                    }
                }
                """.formatted(version, count));
        Path classes = Files.createDirectories(folder.resolve(version + "-classes"));
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", classes.toString(),
                source.toString())).isZero();
        return new URLClassLoader(new URL[]{classes.toUri().toURL()}, CodeTest.class.getClassLoader());
    }

    private Cluster open(ClassLoader loader, UnaryOperator<ClusterOptions> set) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return Cluster.open(o -> set.apply(o.withName("code").withMembers("127.0.0.1:" + port).withPort(port)
                    .withPortRange(3)));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @SuppressWarnings("unchecked")
    private static Callable<Object> letters(ClassLoader loader, String text) throws Exception {
        return (Callable<Object>) loader.loadClass("elsewhere.Letters").getConstructor(String.class).newInstance(text);
    }

    private static ClusterOptions serving(ClusterOptions o) {
        return o.withSlots(1).withMemberName("member").withMinimumMembers(0);
    }

    @Test
    @DisplayName("a class that is missing is named, where code is not sent or not taken")
    void namesWhatIsMissing() throws Exception {
        ClassLoader ours = program("one", "text.length()");
        for (UnaryOperator<ClusterOptions> way : List.<UnaryOperator<ClusterOptions>>of(o -> o,
                ClusterOptions::withCodeSent)) {
            try (Cluster member = open(CodeTest.class.getClassLoader(), CodeTest::serving);
                    Cluster submitter = open(ours, way)) {
                assertThatThrownBy(() -> submitter.call(letters(ours, "abc"))).isInstanceOf(UnsendableException.class)
                        .hasMessageContaining("class elsewhere.Letters is not on the class path of this JVM")
                        .satisfies(error -> assertThat(error.getSuppressed()[0]).hasMessage("in member 'member'"));
                assertThat(submitter.<Integer>call(() -> 1)).isEqualTo(1);
                assertThat(member.stats().serving()).isZero();
            }
        }
    }

    @Test
    @DisplayName("where both say so, the code goes along, with what it needs, and so do results of its classes")
    void sendsCode() throws Exception {
        ClassLoader ours = program("one", "text.length()");
        try (Cluster _ = open(CodeTest.class.getClassLoader(), o -> serving(o).withCodeAccepted());
                Cluster submitter = open(ours, ClusterOptions::withCodeSent)) {
            assertThat(submitter.call(letters(ours, "abc"))).hasToString("Count[letters=3]");
            assertThat(submitter.call(letters(ours, "abcd"))).hasToString("Count[letters=4]");
        }
    }

    @Test
    @DisplayName("submitters of different builds do not meet each other's classes")
    void keepsBuildsApart() throws Exception {
        ClassLoader one = program("one", "text.length()");
        ClassLoader two = program("two", "2 * text.length()");
        try (Cluster _ = open(CodeTest.class.getClassLoader(), o -> serving(o).withCodeAccepted());
                Cluster first = open(one, ClusterOptions::withCodeSent);
                Cluster second = open(two, ClusterOptions::withCodeSent)) {
            assertThat(first.call(letters(one, "abc"))).hasToString("Count[letters=3]");
            assertThat(second.call(letters(two, "abc"))).hasToString("Count[letters=6]");
        }
    }

    @Test
    @DisplayName("a class that the member has in another build is refused, and named")
    void refusesOtherBuilds() throws Exception {
        ClassLoader one = program("one", "text.length()");
        ClassLoader two = program("two", "text.length()");
        try (Cluster _ = open(one, CodeTest::serving); Cluster submitter = open(two, o -> o)) {
            assertThatThrownBy(() -> submitter.call(letters(two, "abc"))).isInstanceOf(UnsendableException.class)
                    .hasMessageContaining("elsewhere.Letters")
                    .hasMessageContaining("the two JVMs have different versions of this class: deploy the same build");
        }
    }
}
