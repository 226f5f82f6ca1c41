package dev.footbridge.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.Eventually;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The lines of readers, streams, files and the standard input; a read that nothing can interrupt holds nobody up. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Isolated("replaces the standard input, and counts threads")
class LinesTest {

    private final EventLoop loop = EventLoop.open(o -> o.withName("loop"));
    private final TypedText text = new TypedText();
    private final AsyncStream<String> lines = AsyncStream.lines(text);
    private final InputStream standardInput = System.in;

    @AfterEach
    void close() {
        System.setIn(standardInput);
        text.end();
        loop.abort();
    }

    private static boolean isReaderAlive() {
        return Thread.getAllStackTraces().keySet().stream().anyMatch(
                thread -> thread.getName().equals("footbridge-lines"));
    }

    @Test
    void bringsTheLinesOfAText() {
        assertThat(AsyncStream.lines(new StringReader("a\n\nb\r\nlast")).toList()).containsExactly("a", "", "b",
                "last");
        assertThat(AsyncStream.lines(new StringReader("")).toList()).isEmpty();
        assertThat(AsyncStream.lines(new BufferedReader(new StringReader("a\n"))).toList()).containsExactly("a");
        String many = "line\n".repeat(5_000);
        assertThat(loop.<Long>call(() -> AsyncStream.lines(new StringReader(many)).count())).isEqualTo(5_000);
    }

    @Test
    void readsTheEncodingThatIsNamed() {
        byte[] latin = "grün\nÄ".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(AsyncStream.lines(new ByteArrayInputStream(latin), StandardCharsets.ISO_8859_1).toList())
                .containsExactly("grün", "Ä");
        byte[] utf = "grün\n日本".getBytes(StandardCharsets.UTF_8);
        assertThat(AsyncStream.lines(new ByteArrayInputStream(utf)).toList()).containsExactly("grün", "日本");
    }

    @Test
    void readsALineOnlyWhenItIsAskedFor() {
        text.type("a\nb\n");
        assertThat(lines.first()).hasValue("a");
        assertThat(lines.take(1).toList()).containsExactly("b");
        assertThat(text.blocked()).isZero();
    }

    @Test
    @DisplayName("law 3: a run that is cancelled while a read blocks leaves at once; the line comes with the next run")
    void leavesAReadThatBlocksAndKeepsItsLine() {
        for (int i = 1; i <= 3; i++) {
            int before = text.blocked();
            Task<Optional<String>> run = loop.start(() -> lines.first());
            if (i == 1) {
                Eventually.until(() -> text.blocked() > before);
            }
            run.cancel("enough");
            assertThatThrownBy(run::result).isInstanceOf(CancelledException.class).hasMessage("enough");
        }
        assertThat(text.blocked()).as("the same read is waited for").isEqualTo(1);
        text.type("kept\nnext\n");
        assertThat(lines.take(2).toList()).containsExactly("kept", "next");
    }

    @Test
    @DisplayName("law 3: a time-out and a close leave a read that blocks at once, too")
    void leavesAReadThatBlocksOnATimeoutOrAClose() {
        assertThatThrownBy(() -> lines.timeout(Duration.ofMillis(5)).toList()).isInstanceOf(TimeoutException.class);
        assertThatThrownBy(() -> loop.call(() -> Async.withTimeout(Duration.ofMillis(5), () -> lines.count())))
                .isInstanceOf(TimeoutException.class);
        try (AsyncGenerator<String> generator = lines.openAsync()) {
            Task<Optional<String>> pull = loop.start(() -> generator.next());
            loop.call(() -> Async.yieldNow());
            pull.cancel("enough");
            assertThatThrownBy(pull::result).hasMessage("enough");
        }
        text.type("kept\n");
        assertThat(lines.first()).hasValue("kept");
    }

    @Test
    @DisplayName("a read that blocks does not keep the loop")
    void leavesTheLoopToOthers() {
        Task<Optional<String>> run = loop.start(() -> lines.first());
        Eventually.until(() -> text.blocked() == 1);
        assertThat(loop.<String>call(() -> "another")).isEqualTo("another");
        text.type("line\n");
        assertThat(run.result()).hasValue("line");
    }

    @Test
    void sharesTheLinesAmongRunsAtTheSameTime() {
        List<Task<List<String>>> runs = List.of(loop.start(() -> lines.toList()), lines.startToList(), loop.start(
                () -> lines.map(2, line -> line).toList()));
        for (int i = 0; i < 300; i++) {
            text.type(i + "\n");
        }
        for (int i = 0; i < 3; i++) {
            text.end();
        }
        assertThat(runs.stream().flatMap(run -> run.result().stream())).hasSize(300).doesNotHaveDuplicates();
    }

    @Test
    void endsAtTheEndOfTheTextAndGoesOnWithWhatComesAfterIt() {
        text.type("a\nb");
        text.end(); // of the line
        text.end();
        assertThat(lines.toList()).containsExactly("a", "b");
        text.end();
        assertThat(lines.toList()).isEmpty();
        text.type("c\n");
        assertThat(lines.first()).hasValue("c");
        assertThat(text.closed()).isZero();
    }

    @Test
    @DisplayName("E4: lines come first, then the exception of the read that failed, once")
    void failsAsTheReadDoes() {
        text.type("a\nb\n");
        text.fail();
        text.type("c\n");
        List<String> seen = new ArrayList<>();
        assertThatThrownBy(() -> lines.forEach(seen::add)).isInstanceOf(IOException.class).hasMessage("broken pipe");
        assertThat(seen).containsExactly("a", "b");
        assertThat(lines.first()).hasValue("c");
        Reader broken = new StringReader("closed");
        assertThat(broken).satisfies(Reader::close);
        assertThatThrownBy(() -> AsyncStream.lines(broken).toList()).isInstanceOf(IOException.class);
    }

    @Test
    @DisplayName("law 7: the thread that reads ends when nothing is asked of it, and comes back when something is")
    void keepsNoThreadThatIsIdle() {
        text.type("a\nb\n");
        assertThat(lines.first()).hasValue("a");
        assertThat(isReaderAlive()).isTrue();
        Eventually.until(() -> !isReaderAlive());
        assertThat(lines.first()).hasValue("b");
        assertThat(isReaderAlive()).isTrue();
    }

    @Test
    @DisplayName("a read that blocks does not keep the JVM from its exit")
    void readsOnADaemonThread() {
        Task<List<String>> run = lines.startToList();
        Eventually.until(() -> text.blocked() == 1);
        assertThat(Thread.getAllStackTraces().keySet()).filteredOn(
                thread -> thread.getName().equals("footbridge-lines")).isNotEmpty().allMatch(Thread::isDaemon);
        text.end();
        assertThat(run.result()).isEmpty();
    }

    @Test
    void readsAFileAnewInEachRun(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "ä\nb\n");
        AsyncStream<String> ofFile = AsyncStream.lines(file);
        assertThat(ofFile.toList()).containsExactly("ä", "b");
        Files.writeString(file, "c");
        assertThat(ofFile.toList()).isEqualTo(ofFile.toList()).containsExactly("c");
        assertThat(ofFile.first()).hasValue("c");
        Files.write(file, new byte[]{(byte) 0xff, '\n'});
        assertThatThrownBy(ofFile::toList).isInstanceOf(MalformedInputException.class);
        Files.delete(file);
        assertThatThrownBy(ofFile::toList).isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void readsTheStandardInputThatThereIs() {
        System.setIn(text);
        AsyncStream<String> input = AsyncStream.stdin();
        text.type("a\nb\n");
        assertThat(input.first()).hasValue("a");
        assertThat(AsyncStream.stdin().first()).as("all of them share the lines").hasValue("b");
        Task<Optional<String>> run = loop.start(() -> AsyncStream.stdin().first());
        Eventually.until(() -> text.blocked() == 1);
        run.cancel("enough");
        assertThatThrownBy(run::result).hasMessage("enough");
        text.type("c\n");
        assertThat(AsyncStream.stdin().first()).hasValue("c");

        System.setIn(new ByteArrayInputStream("other\n".getBytes(StandardCharsets.US_ASCII)));
        assertThat(AsyncStream.stdin().toList()).containsExactly("other");
        text.type("d\n");
        assertThat(input.first()).hasValue("d");
        assertThat(text.closed()).isZero();
    }

    @Test
    @SuppressWarnings({"NullAway", "DataFlowIssue"}) // what must not be given
    void refusesNull() {
        assertThatThrownBy(() -> AsyncStream.lines((Reader) null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> AsyncStream.lines((InputStream) null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> AsyncStream.lines((Path) null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> AsyncStream.lines(text, null)).hasMessage("the charset is null: name one");
    }
}
