package dev.footbridge.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.Level;
import dev.footbridge.Task;
import dev.footbridge.plan.Parallel;
import dev.footbridge.processes.RemoteCallable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of {@code docs/guide/hosts.md}: what stands between the marks is quoted there, line by line. */
class HostsGuideTest {

    private static final Path GUIDE = Path.of("../docs/guide/hosts.md");
    private static final Path HERE = Path.of("src/test/java/dev/footbridge/cluster/HostsGuideTest.java");
    private static final Pattern QUOTED = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern MARKED = Pattern.compile("^ *// quoted in the guide:\n(.*?)^ *// end of the quote$",
            Pattern.DOTALL | Pattern.MULTILINE);

    private static final Pattern ASIDE = Pattern.compile("^ *// aside:$.*?^ *// end of the aside\n",
            Pattern.DOTALL | Pattern.MULTILINE);

    @TempDir
    static Path folder;

    private static Cluster cluster;

    @BeforeAll
    static void open() {
        cluster = Cluster.embedded(2);
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    // ---- what the guide's code uses

    static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String charge(String order) {
        return order + " is paid";
    }

    static String simulate(int seed) {
        return "report " + seed;
    }

    static void reconcile(String order, String member) {
        throw new AssertionError(order + " was lost with " + member);
    }

    private static final int PORT = Ports.next();

    private static ClusterOptions local(ClusterOptions options) {
        return options.withName("guide").withMembers("127.0.0.1:" + PORT).withPort(PORT).withPortRange(3);
    }

    /** A grid's face. */
    record Grid(ExecutorService executor) implements AutoCloseable {
        ExecutorService getExecutorService(String name) {
            assertThat(name).isEqualTo("jobs");
            return executor;
        }

        @Override
        public void close() {
            executor.shutdownNow();
        }
    }

    // ---- the code

    @Test
    @DisplayName("in ten lines")
    void embeds() {
        // quoted in the guide:
        List<String> pages = List.of("first page", "second page", "third page");
        try (Cluster cluster = Cluster.embedded(3)) { // three members that run jobs
            String hash = cluster.call(() -> hash("first page")); // a plain lambda: it is sent to one
            List<Integer> sizes = cluster.map(String::length, pages, 2); // in order, two to a job
            List<Object> both = Parallel.of()
                    .schedule(RemoteCallable.of(() -> hash("a"))) // elsewhere, a lambda says that it can be sent
                    .schedule(RemoteCallable.of(() -> hash("b")))
                    .on(cluster).block();
            // aside:
            assertThat(hash).isEqualTo(hash("first page"));
            assertThat(sizes).containsExactly(10, 11, 10);
            assertThat(both).isEqualTo(List.of(hash("a"), hash("b")));
            // end of the aside
        }
        // end of the quote
    }

    @Test
    @DisplayName("members and submitters, with keys made as the guide says")
    void opens() throws Exception {
        char[] password = "0123456789abcdef".toCharArray();
        Path keyStore = folder.resolve("cluster.p12");
        Path secret = Files.writeString(folder.resolve("password"), new String(password));
        Process made = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "cluster", "-keyalg", "EC", "-dname", "CN=cluster", "-validity", "365",
                "-storetype", "PKCS12", "-keystore", keyStore.toString(), "-storepass:file", secret.toString())
                .redirectErrorStream(true).start();
        made.getInputStream().readAllBytes();
        assertThat(made.waitFor()).isZero();
        String[] members = {"127.0.0.1:" + PORT};
        int port = PORT;
        // quoted in the guide:
        ClusterTls keys = ClusterTls.of(keyStore, password);
        UnaryOperator<ClusterOptions> shop = o -> o.withName("shop").withPort(port).withMembers(members).withTls(keys);
        try (Cluster worker = Cluster.open(o -> shop.apply(o).withSlots(8).withMinimumMembers(0)); // runs 8 jobs at once
                Cluster cluster = Cluster.open(shop)) { // only submits
            int answer = cluster.call(() -> 6 * 7); // on some member that has a free slot
            // aside:
            assertThat(answer).isEqualTo(42);
            assertThat(worker.stats().members()).hasSize(1);
            // end of the aside
        }
        // end of the quote
    }

    @Test
    @DisplayName("at most once, at least once")
    void repeats() {
        // quoted in the guide:
        Task<String> payment = cluster.start(() -> charge("order 7")); // at most once
        String report = cluster.repeatable(3).call(() -> simulate(42)); // at least once, up to 4 attempts
        // end of the quote
        assertThat(payment.result()).isEqualTo("order 7 is paid");
        assertThat(report).isEqualTo("report 42");
    }

    @Test
    @DisplayName("what is lost")
    void loses() {
        // quoted in the guide:
        try {
            cluster.call(() -> charge("order 8"));
        } catch (MemberLostException lost) {
            reconcile("order 8", lost.member()); // it may have been charged, or not
        }
        // end of the quote
    }

    @Test
    @DisplayName("time")
    void limits() {
        // quoted in the guide:
        int quick = cluster.within(Duration.ofSeconds(5)).call(() -> 6 * 7); // cancelled there after 5 seconds
        Task<Integer> task = cluster.start(() -> 1);
        task.cancel("not needed any more"); // interrupts it, wherever it is
        Optional<Task<Integer>> now = cluster.tryStart(() -> 2); // refused if 10,000 wait already
        // end of the quote
        assertThat(quick).isEqualTo(42);
        assertThat(task.outcome()).isNotNull();
        assertThat(now.orElseThrow().result()).isEqualTo(2);
    }

    @Test
    @DisplayName("jobs that start jobs")
    void nests() {
        // quoted in the guide:
        int sum = cluster.call(() -> {
            Cluster here = Cluster.current(); // the member that runs this job
            return here.call(() -> 40) + here.call(() -> 2); // on any member
        });
        // end of the quote
        assertThat(sum).isEqualTo(42);
    }

    @Test
    @DisplayName("code")
    void sendsCode() {
        // quoted in the guide:
        try (Cluster worker = Cluster.open(o -> local(o).withSlots(1).withMinimumMembers(0).withCodeAccepted());
                Cluster cluster = Cluster.open(o -> local(o).withCodeSent())) {
            String hash = cluster.call(() -> hash("page")); // classes that are missing there are asked for
            // aside:
            assertThat(hash).isEqualTo(hash("page"));
            assertThat(worker.isClosed()).isFalse();
            // end of the aside
        }
        // end of the quote
    }

    @Test
    @DisplayName("what it is doing")
    void tells() {
        cluster.call(() -> 1);
        // quoted in the guide:
        ClusterStats stats = cluster.stats();
        String line = stats.running() + " running, " + stats.queued() + " waiting, " + stats.retried() + " sent again";
        for (MemberStats member : stats.members()) {
            line += "; " + member.name() + " at " + member.address() + ": " + member.running() + " of ours and "
                    + member.others() + " of others in " + member.slots() + " slots, " + member.meanMillis()
                    + " ms a job";
        }
        // end of the quote
        assertThat(line).contains(" running, ", "member-1 at ", " ms a job");
    }

    @Test
    @DisplayName("your own grid")
    void runsOnAGrid() {
        try (Grid hazelcast = new Grid(Executors.newFixedThreadPool(2))) {
            // quoted in the guide:
            Level jobs = Level.on("jobs", hazelcast.getExecutorService("jobs"));
            List<String> hashes = Parallel.<String>of()
                    .schedule(RemoteCallable.of(() -> hash("first page")))
                    .schedule(RemoteCallable.of(() -> hash("second page")))
                    .on(jobs).block();
            // end of the quote
            assertThat(hashes).containsExactly(hash("first page"), hash("second page"));
        }
    }

    // ---- the quotes

    private static List<String> marked(String source) {
        return MARKED.matcher(source).results().map(found -> ASIDE.matcher(found.group(1)).replaceAll(""))
                .map(code -> code.stripTrailing().stripIndent() + "\n").toList();
    }

    private static List<String> quoted(String guide) {
        return QUOTED.matcher(guide).results().map(found -> found.group(1)).toList();
    }

    @Test
    @DisplayName("the guide quotes this class, in this order and to the letter, and has no other code")
    void isQuoted() throws IOException {
        assertThat(quoted(Files.readString(GUIDE))).hasSize(9).isEqualTo(marked(Files.readString(HERE)));
    }

    @Test
    @DisplayName("the check finds code that differs by a letter")
    void theCheckFindsDifferences() {
        String guide = "Text\n```java\nint sum = a +  b;\n```\n";
        String code = "        // quoted in the guide:\n        int sum = a + b;\n        // end of the quote\n";
        assertThat(quoted(guide)).hasSize(1).isNotEqualTo(marked(code));
        assertThat(quoted(guide.replace("  ", " "))).isEqualTo(marked(code));
    }
}
