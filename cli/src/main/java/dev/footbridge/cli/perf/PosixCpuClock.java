package dev.footbridge.cli.perf;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;

/**
 * {@code clock_gettime(CLOCK_PROCESS_CPUTIME_ID)}, which counts nanoseconds. The JDK's management bean counts the same
 * time in steps of 10 ms, more than ten calls cost.
 */
@SuppressWarnings("restricted") // one call of the C library, with checked types
final class PosixCpuClock implements CpuClock {

    private static final int LINUX_ID = 2;
    private static final int MAC_ID = 12;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final String FUNCTION = "clock_gettime";

    private final int id = system().contains("mac") ? MAC_ID : LINUX_ID;
    private final MemorySegment time = Arena.ofAuto().allocate(ValueLayout.JAVA_LONG, 2);
    private final MethodHandle call = Linker.nativeLinker().downcallHandle(
            Linker.nativeLinker().defaultLookup().findOrThrow(FUNCTION),
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));

    /** Whether this system has the clock, in the form that 64-bit Linux and macOS have it. */
    static boolean isHere() {
        return (system().contains("linux") || system().contains("mac"))
                && System.getProperty("os.arch", "").contains("64")
                && Linker.nativeLinker().defaultLookup().find(FUNCTION).isPresent();
    }

    @Override
    public synchronized long nanos() {
        try {
            int failed = (int) call.invokeExact(id, time);
            if (failed != 0) {
                throw new IllegalStateException(FUNCTION + " answered " + failed);
            }
        } catch (Throwable e) {
            throw new IllegalStateException("the CPU time of this process cannot be read", e);
        }
        return time.getAtIndex(ValueLayout.JAVA_LONG, 0) * NANOS_PER_SECOND
                + time.getAtIndex(ValueLayout.JAVA_LONG, 1);
    }

    @Override
    public String description() {
        return "clock_gettime(CLOCK_PROCESS_CPUTIME_ID) (in steps of 1 ns)";
    }

    private static String system() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    }
}
