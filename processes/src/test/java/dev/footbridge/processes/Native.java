package dev.footbridge.processes;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Native code that does harm. Workers need {@code --enable-native-access=ALL-UNNAMED}. */
final class Native {

    private Native() {}

    /** Writes where nothing is. */
    static void crash() {
        MemorySegment.ofAddress(16).reinterpret(8).set(ValueLayout.JAVA_LONG, 0, 1);
    }

    static void abort() throws Exception {
        try {
            Linker linker = Linker.nativeLinker();
            linker.downcallHandle(linker.defaultLookup().find("abort").orElseThrow(), FunctionDescriptor.ofVoid())
                    .invokeExact();
        } catch (Throwable failed) {
            throw new Exception(failed);
        }
    }

    /** Waits where nothing can interrupt it. */
    static void sleep() throws Exception {
        try {
            Linker linker = Linker.nativeLinker();
            int _ = (int) linker.downcallHandle(linker.defaultLookup().find("sleep").orElseThrow(),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT)).invokeExact(600);
        } catch (Throwable failed) {
            throw new Exception(failed);
        }
    }

    /** Writes to a descriptor behind the back of Java. */
    static void write(int descriptor, String text) throws Exception {
        Linker linker = Linker.nativeLinker();
        try (var arena = java.lang.foreign.Arena.ofConfined()) {
            MemorySegment bytes = arena.allocateFrom(text);
            long _ = (long) linker.downcallHandle(linker.defaultLookup().find("write").orElseThrow(),
                    FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.ADDRESS,
                            ValueLayout.JAVA_LONG))
                    .invokeExact(descriptor, bytes, (long) text.length());
        } catch (Throwable failed) {
            throw new Exception(failed);
        }
    }
}
