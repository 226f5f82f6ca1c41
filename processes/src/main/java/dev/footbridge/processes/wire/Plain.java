package dev.footbridge.processes.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values that most jobs are about, in a form of their own: null, truth values, Integer, Long, Double, String, and lists
 * of those. It takes a small part of the code that serialization does, which matters most while that code is cold.
 */
final class Plain {

    private static final int NULL = 0;
    private static final int FALSE = 1;
    private static final int TRUE = 2;
    private static final int INTEGER = 3;
    private static final int LONG = 4;
    private static final int DOUBLE = 5;
    private static final int LATIN = 6;
    private static final int WIDE = 7;
    private static final int LIST = 8;
    private static final int INTEGERS = 9;

    private Plain() {}

    // ---- writing

    /** Writes it; false, with anything written, if it is none of these values. An {@link ArrayList} is a list of them. */
    static boolean write(@Nullable Object value, LimitedBytes out) throws IOException {
        if (value instanceof List<?> list && value.getClass() == ArrayList.class) {
            return writeList(list, out);
        }
        return writeOne(value, out);
    }

    /** Writes a list of any class, which is read as an {@link ArrayList}; false if there is something else in it. */
    static boolean writeList(List<?> list, LimitedBytes out) throws IOException {
        Object[] items = list.toArray(); // cold code takes its time over iterators
        if (items.length > 0 && items[0] instanceof Integer) {
            int begin = out.size();
            out.write(INTEGERS);
            out.writeInt(items.length);
            if (out.writeIntegers(items)) {
                return true;
            }
            out.cut(begin);
        }
        out.write(LIST);
        out.writeInt(items.length);
        for (Object item : items) {
            if (!writeOne(item, out)) {
                return false;
            }
        }
        return true;
    }

    private static boolean writeOne(@Nullable Object value, LimitedBytes out) throws IOException {
        if (value instanceof Integer number) {
            out.write(INTEGER);
            out.writeInt(number);
        } else if (value instanceof String text) {
            writeText(text, out);
        } else if (value instanceof Long number) {
            out.write(LONG);
            out.writeLong(number);
        } else if (value instanceof Double number) {
            out.write(DOUBLE);
            out.writeLong(Double.doubleToRawLongBits(number));
        } else if (value instanceof Boolean truth) {
            out.write(truth ? TRUE : FALSE);
        } else if (value == null) {
            out.write(NULL);
        } else {
            return false;
        }
        return true;
    }

    /** Text keeps each of its chars, also half of a pair, which an encoding would replace. */
    private static void writeText(String text, LimitedBytes out) throws IOException {
        byte[] latin = text.getBytes(StandardCharsets.ISO_8859_1);
        if (text.equals(new String(latin, StandardCharsets.ISO_8859_1))) {
            out.write(LATIN);
            out.writeInt(latin.length);
            out.write(latin, 0, latin.length);
            return;
        }
        out.write(WIDE);
        out.writeInt(text.length());
        for (int i = 0; i < text.length(); i++) {
            out.write(text.charAt(i) >> 8);
            out.write(text.charAt(i));
        }
    }

    // ---- reading

    /** The value. */
    static @Nullable Object read(BytesIn in, Allowance allowance) throws IOException {
        int kind = in.next();
        if (kind != LIST && kind != INTEGERS) {
            return readOne(kind, in, allowance);
        }
        int size = in.nextSize();
        allowance.check(ArrayList.class, -1);
        allowance.check(Object[].class, size);
        if (kind == INTEGERS) {
            allowance.check(Integer.class);
            return new ArrayList<>(in.nextIntegers(size));
        }
        List<@Nullable Object> list = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            list.add(readOne(in.next(), in, allowance));
        }
        return list;
    }

    private static @Nullable Object readOne(int kind, BytesIn in, Allowance allowance) throws IOException {
        return switch (kind) {
            case INTEGER -> {
                allowance.check(Integer.class);
                yield in.nextInt();
            }
            case LONG -> {
                allowance.check(Long.class);
                yield in.nextLong();
            }
            case DOUBLE -> {
                allowance.check(Double.class);
                yield Double.longBitsToDouble(in.nextLong());
            }
            case FALSE, TRUE -> {
                allowance.check(Boolean.class);
                yield kind == TRUE;
            }
            case LATIN -> {
                int length = in.nextSize();
                yield new String(in.array(), in.skip(length), length, StandardCharsets.ISO_8859_1);
            }
            case WIDE -> {
                char[] chars = new char[in.nextSize()];
                for (int i = 0; i < chars.length; i++) {
                    chars[i] = (char) (in.next() << 8 | in.next());
                }
                yield new String(chars);
            }
            case NULL -> null;
            default -> throw new ProtocolException("there is no plain value of kind " + kind);
        };
    }
}
