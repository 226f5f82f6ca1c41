package dev.footbridge.cluster.wire;

import dev.footbridge.processes.wire.Fingerprints;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Fingerprints of classes by their code: of the application's, as those of the JDK go by its version. */
public final class CodePrints implements Fingerprints {

    /** The one. */
    public static final CodePrints INSTANCE = new CodePrints();

    /** A loader that knows what code it was given. */
    public interface Source {
        /** The code of the class of this name, or nothing. */
        byte[] codeOf(String className);
    }

    private final ClassValue<Long> known = new ClassValue<>() {
        @Override
        protected Long computeValue(Class<?> type) {
            return compute(type);
        }
    };

    private CodePrints() {}

    @Override
    public long of(Class<?> type) {
        return known.get(type);
    }

    private static long compute(Class<?> type) {
        Class<?> element = type;
        while (element.isArray()) {
            element = element.getComponentType();
        }
        ClassLoader loader = element.getClassLoader();
        if (loader == null || loader == ClassLoader.getPlatformClassLoader()) {
            return 0;
        }
        byte[] code = loader instanceof Source source ? source.codeOf(element.getName()) : read(element);
        return code.length == 0 ? 0 : of(code);
    }

    /** The code of a class where it lies; nothing for one that was made at run time. */
    public static byte[] read(Class<?> type) {
        String file = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
        try (InputStream in = type.getResourceAsStream(file)) {
            return in == null ? new byte[0] : in.readAllBytes();
        } catch (IOException unreadable) {
            return new byte[0];
        }
    }

    private static long of(byte[] code) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(code)).getLong() | 1;
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
