package dev.footbridge.processes.job;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Lists of numbers as arrays while they are sent: one object instead of one for each number, which matters most while the
 * code that does it is cold.
 */
public final class Packed {

    private static final int WORTH_IT = 4;

    private Packed() {}

    /** An array of the numbers if they are all of one kind; else a list that can be sent. */
    public static Object pack(List<? extends @Nullable Object> items) {
        if (items.size() >= WORTH_IT) {
            Class<?> kind = kindOf(items);
            if (kind == Integer.class) {
                int[] numbers = new int[items.size()];
                for (int i = 0; i < numbers.length; i++) {
                    numbers[i] = number(items, i).intValue();
                }
                return numbers;
            }
            if (kind == Long.class) {
                long[] numbers = new long[items.size()];
                for (int i = 0; i < numbers.length; i++) {
                    numbers[i] = number(items, i).longValue();
                }
                return numbers;
            }
            if (kind == Double.class) {
                double[] numbers = new double[items.size()];
                for (int i = 0; i < numbers.length; i++) {
                    numbers[i] = number(items, i).doubleValue();
                }
                return numbers;
            }
        }
        return items instanceof ArrayList<?> ? items : new ArrayList<>(items);
    }

    private static Number number(List<? extends @Nullable Object> items, int index) {
        return (Number) Objects.requireNonNull(items.get(index));
    }

    /** The class of all of them, or null. */
    private static @Nullable Class<?> kindOf(List<? extends @Nullable Object> items) {
        Object first = items.getFirst();
        if (!(first instanceof Number)) {
            return null;
        }
        for (Object item : items) {
            if (item == null || item.getClass() != first.getClass()) {
                return null;
            }
        }
        return first.getClass();
    }

    /** The list again. */
    public static List<?> unpack(Object packed) {
        return switch (packed) {
            case int[] numbers -> view(numbers.length, i -> numbers[i]);
            case long[] numbers -> view(numbers.length, i -> numbers[i]);
            case double[] numbers -> view(numbers.length, i -> numbers[i]);
            default -> (List<?>) packed;
        };
    }

    private interface At {
        Object get(int index);
    }

    private static List<Object> view(int size, At at) {
        return new AbstractList<>() {
            @Override
            public Object get(int index) {
                return at.get(index);
            }

            @Override
            public int size() {
                return size;
            }
        };
    }
}
