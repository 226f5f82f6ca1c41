package dev.footbridge.processes.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AotStoreTest {

    private static final AotMaker GOOD = (folder, file) -> {
        Files.writeString(folder.resolve("recorded"), "on the way");
        Files.writeString(file, "a cache");
        return AotMaker.Made.MADE;
    };

    @TempDir
    Path folder;

    AotStore store;

    @BeforeEach
    void open() throws IOException {
        store = new AotStore(PrivateFolder.open(folder.resolve("store")));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("store"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void findsWhatWasMade() throws Exception {
        assertThat(store.find("key")).isEmpty();
        store.make("key", GOOD);
        assertThat(store.find("key")).hasValueSatisfying(file -> assertThat(file).hasContent("a cache"));
        assertThat(store.find("other")).isEmpty();
        assertThat(names()).hasSize(2).contains("lock");
    }

    @Test
    void makesNothingTwice() throws Exception {
        store.make("key", GOOD);
        store.make("key", (folder, file) -> {
            throw new AssertionError("made again");
        });
    }

    @Test
    void deletesADamagedCache() throws Exception {
        store.make("key", GOOD);
        Files.writeString(store.find("key").orElseThrow(), "a cachE");
        assertThat(store.find("key")).isEmpty();
        assertThat(names()).containsExactly("lock");
        store.make("key", GOOD);
        assertThat(store.find("key")).isPresent();
    }

    @Test
    void makesOneAtATime() throws Exception {
        AtomicInteger made = new AtomicInteger();
        CountDownLatch making = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        Thread first = Thread.ofPlatform().start(() -> make("one", (folder, file) -> {
            making.countDown();
            finish.await();
            made.incrementAndGet();
            return GOOD.make(folder, file);
        }));
        making.await();
        store.make("one", (folder, file) -> {
            made.addAndGet(100);
            return AotMaker.Made.FAILED;
        });
        store.make("two", (folder, file) -> {
            made.addAndGet(100);
            return AotMaker.Made.FAILED;
        });
        finish.countDown();
        first.join();
        assertThat(made).hasValue(1);
        assertThat(store.find("one")).isPresent();
    }

    private void make(String key, AotMaker maker) {
        try {
            store.make(key, maker);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void triesAgainAfterAFailure() throws Exception {
        store.make("key", (folder, file) -> AotMaker.Made.FAILED);
        assertThat(store.isHopeless("key")).isFalse();
        store.make("key", GOOD);
        assertThat(store.find("key")).isPresent();
    }

    @Test
    void triesAgainWhenThereWasNoRoom() throws Exception {
        assertThatThrownBy(() -> store.make("key", (folder, file) -> {
            Files.writeString(file, "half");
            throw new IOException("No space left on device");
        })).isInstanceOf(IOException.class);
        assertThat(store.find("key")).isEmpty();
        store.make("key", GOOD);
        assertThat(store.find("key")).isPresent();
        assertThat(names()).hasSize(2);
    }

    @Test
    void remembersWhatIsHopeless() throws Exception {
        store.make("key", (folder, file) -> {
            Files.writeString(file, "unfit");
            return AotMaker.Made.UNFIT;
        });
        assertThat(store.isHopeless("key")).isTrue();
        store.make("key", GOOD);
        assertThat(store.find("key")).isEmpty();
        assertThat(names()).containsExactly("key.none", "lock");
    }

    @Test
    void keepsTheLastUsed() throws Exception {
        for (int i = 0; i < AotStore.KEPT; i++) {
            store.make("key" + i, GOOD);
            Files.setLastModifiedTime(store.find("key" + i).orElseThrow(), FileTime.fromMillis(1_000_000L * (i + 1)));
        }
        store.find("key0");
        store.make("new", GOOD);
        assertThat(store.find("key1")).isEmpty();
        assertThat(store.find("key0")).isPresent();
        assertThat(store.find("key2")).isPresent();
        assertThat(store.find("new")).isPresent();
    }

    @Test
    void clearsUpAfterOneThatDiedWhileMaking() throws Exception {
        Path left = Files.createDirectory(folder.resolve("store").resolve("unfinished-1"));
        Files.writeString(left.resolve("made"), "half");
        store.make("key", GOOD);
        assertThat(names()).hasSize(2).doesNotContain("unfinished-1");
    }
}
