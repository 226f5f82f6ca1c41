package dev.footbridge.processes.wire;

import java.lang.reflect.Modifier;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Lambdas that capture nothing, as bytes and back, kept. The JVM has one object for each of them, which never changes; so
 * it is all the same whether it is serialized again, and much quicker not to. They travel with a number drawn by whoever
 * writes them first. Any thread.
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

    private record Known(long number, Object lambda) {}

    private final ClassValue<Form> forms = new ClassValue<>() {
        @Override
        protected Form computeValue(Class<?> type) {
            return new Form(isConstant(type));
        }
    };

    /** The last one first; one that is lost because two threads read at once is read again. */
    private volatile Known[] read = {};

    private static boolean isConstant(Class<?> type) {
        if (type.getSuperclass() != Object.class) {
            return false;
        }
        for (var field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                return false;
            }
        }
        return true;
    }

    /** Whether it is one. */
    boolean has(Object object) {
        return object.getClass().isHidden() && forms.get(object.getClass()).constant;
    }

    /** A number for one that is written for the first time. */
    long draw() {
        return ThreadLocalRandom.current().nextLong();
    }

    /** The bytes of one, if it was written before. */
    byte @Nullable [] bytes(Object lambda) {
        return forms.get(lambda.getClass()).bytes;
    }

    /** It was written for the first time. */
    void written(Object lambda, byte[] bytes) {
        forms.get(lambda.getClass()).bytes = bytes;
    }

    /** The one of this number, if it was read before. */
    @Nullable
    Object lambda(long number) {
        for (Known known : read) {
            if (known.number == number) {
                return known.lambda;
            }
        }
        return null;
    }

    /** It was read. */
    void read(long number, Object lambda) {
        Known[] now = read;
        Known[] then = new Known[Math.min(now.length + 1, KEPT)];
        then[0] = new Known(number, lambda);
        System.arraycopy(now, 0, then, 1, then.length - 1);
        read = then;
    }
}
