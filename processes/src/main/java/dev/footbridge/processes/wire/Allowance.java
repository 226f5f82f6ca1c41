package dev.footbridge.processes.wire;

import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputFilter.Status;
import org.jspecify.annotations.Nullable;

/** Asks a filter about what is read otherwise than by serialization: once for each class in a row. Used by one thread. */
final class Allowance {

    private final ObjectInputFilter filter;
    private final int bytes;
    private @Nullable Class<?> last;
    private int objects;

    Allowance(ObjectInputFilter filter, int bytes) {
        this.filter = filter;
        this.bytes = bytes;
    }

    /** An object of this class comes. */
    void check(Class<?> type) throws InvalidClassException {
        objects++;
        if (type != last) {
            check(type, -1);
        }
    }

    /** An object or array of this class comes, an array with so many elements. */
    void check(Class<?> type, long length) throws InvalidClassException {
        Status status = filter.checkInput(new Info(type, length, 1, objects, bytes));
        if (status == null || status == Status.REJECTED) {
            throw new InvalidClassException("filter status: " + status);
        }
        last = type;
    }

    private record Info(Class<?> serialClass, long arrayLength, long depth, long references,
            long streamBytes) implements ObjectInputFilter.FilterInfo {}
}
