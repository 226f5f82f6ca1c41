package dev.footbridge.processes.wire;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Lambdas that capture nothing, as bytes and back, kept. The JVM has one object for each of them, which never changes; so
 * it is all the same whether it is serialized again, and much quicker not to. Any thread.
 */
final class KnownLambdas {

    /** How many are kept that were read: as many as a worker has to do with at a time. */
    private static final int KEPT = 16;

    /** What is known of a class, for as long as that is there. */
    private static final class Form {
        final boolean constant;
        volatile byte @Nullable [] bytes;

        Form(boolean constant) {
            this.constant = constant;
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Known(byte[] bytes, Object lambda) {}

    private final ClassValue<Form> forms = new ClassValue<>() {
        @Override
        protected Form computeValue(Class<?> type) {
            return new Form(isConstant(type));
        }
    };

    /** The last one first; one that is lost because two threads read at once is read again. */
    private volatile Known[] read = {};

    private static boolean isConstant(Class<?> type) {
        if (!type.isHidden() || type.getSuperclass() != Object.class) {
            return false;
        }
        for (var field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                return false;
            }
        }
        return true;
    }

    /** Its bytes, if it is one and was written before. */
    byte @Nullable [] bytes(Object object) {
        return object.getClass().isHidden() ? forms.get(object.getClass()).bytes : null;
    }

    /** It was written. */
    void written(Object object, byte[] bytes) {
        if (object.getClass().isHidden()) {
            Form form = forms.get(object.getClass());
            if (form.constant) {
                form.bytes = bytes;
            }
        }
    }

    /** What was read from the same bytes before, if that is one. */
    @Nullable
    Object lambda(byte[] bytes, int from, int to) {
        for (Known known : read) {
            if (Arrays.equals(known.bytes, 0, known.bytes.length, bytes, from, to)) {
                return known.lambda;
            }
        }
        return null;
    }

    /** It was read. */
    void read(byte[] bytes, int from, int to, Object object) {
        if (!object.getClass().isHidden() || !forms.get(object.getClass()).constant) {
            return;
        }
        Known[] now = read;
        Known[] then = new Known[Math.min(now.length + 1, KEPT)];
        then[0] = new Known(Arrays.copyOfRange(bytes, from, to), object);
        System.arraycopy(now, 0, then, 1, then.length - 1);
        read = then;
    }
}
