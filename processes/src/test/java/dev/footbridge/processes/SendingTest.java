package dev.footbridge.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What can be sent, and what is refused. */
class SendingTest {

    private static ProcessPool pool;

    @BeforeAll
    static void open() {
        pool = ProcessPool.open(o -> o.withWorkers(1).withName("post").withHeap("128m").withPayloadLimit(8 << 20)
                .withOutput(WorkerOutput.discard()));
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    record Page(int number, String title, List<LocalDate> dates, Map<String, Thread.State> states)
            implements
                Serializable {}

    static final class Chain implements Serializable {
        private static final long serialVersionUID = 1;
        Chain next;

        static Chain of(int links) {
            Chain first = null;
            for (int i = 0; i < links; i++) {
                Chain link = new Chain();
                link.next = first;
                first = link;
            }
            return first;
        }
    }

    static final class Unwritable implements Serializable {
        private static final long serialVersionUID = 1;

        private void writeObject(ObjectOutputStream out) throws IOException {
            throw new IOException("not to be written");
        }
    }

    static final class Unreadable implements Serializable {
        private static final long serialVersionUID = 1;

        private void readObject(ObjectInputStream in) throws IOException {
            throw new InvalidObjectException("not to be read");
        }
    }

    @Test
    @DisplayName("records, enums, collections, dates, patterns, arrays and classes of the JDK's are sent")
    void sendsOrdinaryThings() {
        Page page = new Page(7, "x", List.of(LocalDate.EPOCH), Map.of("a", Thread.State.NEW));
        assertThat(pool.call(() -> List.of(page, page))).containsExactly(page, page);
        assertThat(pool.call(() -> Pattern.compile("a+")).pattern()).isEqualTo("a+");
        assertThat(pool.call(() -> new int[][]{{1}, {2, 3}})).isDeepEqualTo(new int[][]{{1}, {2, 3}});
        assertThat(pool.call(() -> java.util.UUID.nameUUIDFromBytes(new byte[1]))).isNotNull();
    }

    @Test
    @DisplayName("a job larger than the limit is refused before it is sent, a result before it is sent back")
    void limitsSizes() {
        byte[] large = new byte[9 << 20];
        assertThatThrownBy(() -> pool.start(() -> large.length)).isInstanceOf(UnsendableException.class)
                .hasMessageContaining(
                        "the job post/SendingTest lambda is too large to be sent: it has more than 8388608")
                .hasMessageContaining("the payloadLimit of the pool");
        assertThatThrownBy(() -> pool.call(() -> new byte[9 << 20])).isInstanceOf(UnsendableException.class)
                .hasMessageContaining("the result of the job is too large");
        assertThatThrownBy(() -> pool.call(() -> new int[3 << 20])).isInstanceOf(UnsendableException.class);
    }

    @Test
    @DisplayName("1 GiB is refused at once, though there is no room for it here either")
    void refusesAGigabyte() {
        assertThatThrownBy(() -> pool.start(() -> new Giant().hashCode()).result()).isNotNull();
        Giant giant = new Giant();
        assertThatThrownBy(() -> pool.start(() -> giant.hashCode())).isInstanceOf(UnsendableException.class)
                .hasMessageContaining("too large to be sent");
    }

    /** Writes 1 GiB without having it. */
    static final class Giant implements Serializable {
        private static final long serialVersionUID = 1;

        private void writeObject(ObjectOutputStream out) throws IOException {
            byte[] part = new byte[1 << 20];
            for (int i = 0; i < 1024; i++) {
                out.write(part);
            }
        }

        @Override
        public int hashCode() {
            throw new IllegalStateException("not here");
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }
    }

    @Test
    @DisplayName("what is nested too deep is a clear error, in a job, a result and an exception")
    void refusesDeepGraphs() {
        Chain deep = Chain.of(200_000);
        assertThatThrownBy(() -> pool.start(() -> deep.next)).isInstanceOf(UnsendableException.class)
                .hasMessageContaining("nested too deep");
        assertThatThrownBy(() -> pool.call(() -> Chain.of(200_000))).isInstanceOf(UnsendableException.class)
                .hasMessageContaining("nested too deep");
        assertThat(pool.call(() -> Chain.of(500))).isNotNull();
    }

    @Test
    @DisplayName("classes that fail to be written or read are clear errors on either side")
    void reportsOddClasses() {
        Unwritable unwritable = new Unwritable();
        Unreadable unreadable = new Unreadable();
        assertThatThrownBy(() -> pool.start(() -> unwritable.hashCode())).isInstanceOf(UnsendableException.class)
                .hasMessageContaining("not to be written");
        assertThatThrownBy(() -> pool.call(() -> unreadable.hashCode())).isInstanceOf(UnsendableException.class)
                .hasMessageContaining("the job cannot be read").hasMessageContaining("not to be read");
        assertThatThrownBy(() -> pool.call(() -> new Unwritable())).isInstanceOf(UnsendableException.class);
        assertThatThrownBy(() -> pool.call(() -> new Unreadable())).isInstanceOf(UnsendableException.class)
                .hasMessageContaining("the result of post/SendingTest lambda cannot be read");
        assertThat(pool.call(() -> 1)).isEqualTo(1);
    }

    @Test
    @DisplayName("the parts of the JDK that jobs have no use for are refused on both sides")
    void filtersByDefault() {
        // javax.management is of the JDK and serializable, but not of java.base.
        assertThatThrownBy(() -> pool.call(() -> new javax.management.ObjectName("a:b=c")))
                .isInstanceOf(UnsendableException.class).hasMessageContaining("REJECTED")
                .hasMessageContaining("The filter of the pool refuses it");
        javax.management.ObjectName name = javax.management.ObjectName.WILDCARD;
        assertThatThrownBy(() -> pool.call(() -> name.toString())).isInstanceOf(UnsendableException.class)
                .hasMessageContaining("REJECTED");
    }

    @Test
    @DisplayName("filters can be set on either side")
    void setsFilters() {
        try (ProcessPool strict = ProcessPool.open(o -> o.withWorkers(1).withHeap("64m")
                .withResultFilter(ObjectInputFilter.Config.createFilter("java.lang.*;!*"))
                .withTaskFilter(info -> info.serialClass() == LocalDate.class
                        ? ObjectInputFilter.Status.REJECTED
                        : ObjectInputFilter.Status.ALLOWED))) {
            assertThat(strict.call(() -> 5)).isEqualTo(5);
            assertThatThrownBy(() -> strict.call(() -> new java.util.ArrayList<>(List.of(1))))
                    .isInstanceOf(UnsendableException.class);
            Object hidden = java.util.Optional.of(1).isPresent() ? new Page(1, "x", List.of(), Map.of()) : "";
            assertThat(strict.call(() -> hidden.toString())).contains("Page");
        }
    }
}
