package dev.footbridge.processes.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.processes.RemoteCallable;
import dev.footbridge.processes.RemoteFunction;
import dev.footbridge.processes.UnsendableException;
import java.io.ObjectInputFilter;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CodecTest {

    private final Codec codec = codec(DefaultFilter.INSTANCE);

    private static Codec codec(ObjectInputFilter filter) {
        return new Codec(CodecTest.class.getClassLoader(), filter, 1_000);
    }

    private Object sent(Object value) {
        return codec.decode(codec.encode(value, () -> "it"), () -> "it");
    }

    private static ArrayList<Object> list(Object... items) {
        return new ArrayList<>(Arrays.asList(items));
    }

    @Test
    @DisplayName("plain values arrive as they went, to the last bit, and with their class")
    void keepsPlainValues() {
        double odd = Double.longBitsToDouble(0x7ff0_0000_0000_1234L);
        for (Object value : list(0, Integer.MIN_VALUE, -1, 1L << 40, Long.MIN_VALUE, -0.0, 1e300, true, false, "",
                "text",
                "\u00e9\u00ff", "\u20ac \uD83D\uDE00", "half \uD83D", null)) {
            assertThat(sent(value)).isEqualTo(value);
        }
        assertThat(Double.doubleToRawLongBits((Double) sent(odd))).isEqualTo(Double.doubleToRawLongBits(odd));
    }

    @Test
    @DisplayName("lists of plain values arrive as lists of the same class, whatever is in them")
    void keepsLists() {
        for (List<Object> values : List.of(list(), list(1, 2, -3), list(1, null, "two", 3L, 4.0, true), list(1, 2, "x"),
                list(1, LocalDate.EPOCH), new LinkedList<Object>(List.of(1, 2)), List.<Object>of(1, 2))) {
            assertThat(sent(values)).isEqualTo(values).hasSameClassAs(values);
        }
        @SuppressWarnings("unchecked")
        List<Object> changeable = (List<Object>) sent(list(1, 2));
        changeable.add("x");
        assertThat(changeable).containsExactly(1, 2, "x");
    }

    @Test
    @DisplayName("what a list holds twice, or holds itself, is one object at the other end, too")
    void keepsIdentity() {
        List<Object> inner = list(1);
        List<?> twice = (List<?>) sent(list(inner, inner));
        assertThat(twice.get(0)).isEqualTo(inner).isSameAs(twice.get(1));
        List<Object> loop = list(1);
        loop.add(loop);
        List<?> back = (List<?>) sent(loop);
        assertThat(back.get(1)).isSameAs(back);
    }

    @Test
    @DisplayName("a plain value has the same limit as others")
    void limitsPlainValues() {
        List<Object> many = new ArrayList<>(IntStream.range(0, 249).boxed().toList());
        for (Object large : list("x".repeat(1_000), "\u20ac".repeat(500), many,
                new ArrayList<>(many.subList(0, 249)))) {
            assertThatThrownBy(() -> codec.encode(large, () -> "it")).isInstanceOf(UnsendableException.class)
                    .hasMessageContaining("it is too large to be sent: it has more than 1000 bytes");
        }
        assertThat(sent(new ArrayList<>(many.subList(0, 248)))).isEqualTo(many.subList(0, 248));
    }

    @Test
    @DisplayName("the filter is asked about plain values, too")
    void filtersPlainValues() {
        for (Object value : list(1, 1L, 1.0, true, list(1), list("x", 1L))) {
            byte[] bytes = codec.encode(value, () -> "it");
            Class<?> kind = value.getClass();
            Codec strict = codec(info -> info.serialClass() == kind
                    ? ObjectInputFilter.Status.REJECTED
                    : ObjectInputFilter.Status.ALLOWED);
            assertThatThrownBy(() -> strict.decode(bytes, () -> "it")).isInstanceOf(UnsendableException.class)
                    .hasMessageContaining("it cannot be read").hasMessageContaining("REJECTED");
        }
        byte[] numbers = codec.encode(list(1, 2, 3), () -> "it");
        Codec few = codec(ObjectInputFilter.Config.createFilter("maxarray=2"));
        assertThatThrownBy(() -> few.decode(numbers, () -> "it")).hasMessageContaining("REJECTED");
        assertThatThrownBy(() -> codec(info -> info.serialClass() == Integer.class
                ? ObjectInputFilter.Status.REJECTED
                : ObjectInputFilter.Status.ALLOWED).decode(numbers, () -> "it")).hasMessageContaining("REJECTED");
    }

    @Test
    @DisplayName("damaged bytes are a clear error, and nothing is made for what they only claim")
    void refusesDamage() {
        byte[] good = codec.encode(list(1, 2, 3), () -> "it");
        for (int length = 0; length < good.length; length++) {
            byte[] cut = Arrays.copyOf(good, length);
            assertThatThrownBy(() -> codec.decode(cut, () -> "it")).isInstanceOf(UnsendableException.class);
        }
        byte[] claim = good.clone();
        Arrays.fill(claim, 2, 6, (byte) 0x7F);
        assertThatThrownBy(() -> codec.decode(claim, () -> "it")).isInstanceOf(UnsendableException.class)
                .hasMessageContaining("it claims to have 2139062143 parts");
        claim[1] = 99;
        assertThatThrownBy(() -> codec.decode(claim, () -> "it")).hasMessageContaining("no plain value of kind 99");
    }

    record Pages(byte[] first, Object second, String name) implements Serializable {}

    @Test
    @DisplayName("large arrays of bytes arrive wherever they are held, one that is held twice as one")
    void sendsLargeArrays() {
        Codec large = new Codec(getClass().getClassLoader(), DefaultFilter.INSTANCE, 100_000);
        byte[] bytes = new byte[Slab.LARGE];
        Arrays.fill(bytes, (byte) 7);
        byte[] other = new byte[30_000];
        other[29_999] = 1;
        byte[] sent = large.encode(new Pages(bytes, List.of(other, bytes), "x"), () -> "it");
        assertThat(sent.length).isBetween(38_192, 38_600);
        Pages pages = (Pages) large.decode(sent, () -> "it");
        assertThat(pages.first()).isEqualTo(bytes);
        assertThat((List<?>) pages.second()).first().isEqualTo(other);
        assertThat((List<?>) pages.second()).last().isSameAs(pages.first());
        assertThat(pages.name()).isEqualTo("x");
        byte[] tooMuch = new byte[60_000];
        assertThatThrownBy(() -> large.encode(new Pages(tooMuch, tooMuch.clone(), ""), () -> "it"))
                .hasMessageContaining("it is too large to be sent: it has more than 100000 bytes");
        Codec strict = codec(info -> info.serialClass() == byte[].class
                ? ObjectInputFilter.Status.REJECTED
                : ObjectInputFilter.Status.ALLOWED);
        assertThatThrownBy(() -> strict.decode(sent, () -> "it")).hasMessageContaining("REJECTED");
        byte[] without = sent.clone();
        without[4] = 1; // one array instead of two: the other one is read as an object
        assertThatThrownBy(() -> large.decode(without, () -> "it")).isInstanceOf(UnsendableException.class);
    }

    /** Counts, in itself, how often it was called. */
    static final class Counter implements Serializable {
        private static final long serialVersionUID = 1;
        private int calls;

        int next() {
            return ++calls;
        }
    }

    private List<?> called(Codec reader, Once once, Object... items) throws Exception {
        byte[] bytes = codec.encode(new Chunk(once, Arrays.asList(items)), () -> "it");
        return ((Chunk) reader.decode(bytes, () -> "it")).call();
    }

    @Test
    @DisplayName("a chunk calls its function with each item; what the function has captured is new for each chunk")
    void callsChunks() throws Exception {
        Codec reader = codec(DefaultFilter.INSTANCE);
        Counter counter = new Counter();
        RemoteFunction<Integer, Integer> counting = x -> x + counter.next();
        Once once = new Once(counting);
        assertThat(called(reader, once, 10, 20)).isEqualTo(List.of(11, 22));
        assertThat(called(reader, once, 10, 20)).isEqualTo(List.of(11, 22));
        RemoteFunction<Object, Object> same = x -> x;
        assertThat(called(reader, new Once(same), LocalDate.EPOCH, "x")).isEqualTo(List.of(LocalDate.EPOCH, "x"));
        assertThat(called(reader, new Once(same), (Object) null)).hasSize(1).containsOnlyNulls();
    }

    @Test
    @DisplayName("a lambda that captures nothing is written and read once, each lambda for itself")
    void keepsLambdas() throws Exception {
        Codec reader = codec(DefaultFilter.INSTANCE);
        RemoteCallable<Integer> one = () -> 1;
        RemoteCallable<Integer> two = () -> 2;
        byte[] bytes = codec.encode(one, () -> "it");
        assertThat(codec.encode(one, () -> "it")).isSameAs(bytes);
        Object read = reader.decode(bytes, () -> "it");
        assertThat(reader.decode(bytes.clone(), () -> "it")).isSameAs(read);
        assertThat(((RemoteCallable<?>) read).call()).isEqualTo(1);
        assertThat(((RemoteCallable<?>) reader.decode(codec.encode(two, () -> "it"), () -> "it")).call()).isEqualTo(2);
        for (int i = 0; i < 3; i++) {
            int captured = i;
            RemoteCallable<Integer> capturing = () -> captured;
            byte[] sent = codec.encode(capturing, () -> "it");
            assertThat(((RemoteCallable<?>) reader.decode(sent, () -> "it")).call()).isEqualTo(i);
        }
    }
}
