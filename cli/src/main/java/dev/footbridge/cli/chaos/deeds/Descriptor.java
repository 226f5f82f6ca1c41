package dev.footbridge.cli.chaos.deeds;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A descriptor of this process, to be written to behind the back of Java. The JVM needs
 * {@code --enable-native-access=ALL-UNNAMED}.
 *
 * @param number its number
 */
record Descriptor(int number) {

    static final Descriptor OUTPUT = new Descriptor(1);
    private static final Path ALL = Path.of("/proc/self/fd");

    /** What a worker speaks to its pool over, pipes or a socket; none where there is no {@code /proc}. */
    static List<Descriptor> channels() throws IOException {
        List<Descriptor> channels = new ArrayList<>();
        if (!Files.isDirectory(ALL)) {
            return channels;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(ALL)) {
            for (Path entry : entries) {
                if (isChannel(entry)) {
                    channels.add(new Descriptor(Integer.parseInt(entry.getFileName().toString())));
                }
            }
        }
        return channels;
    }

    private static boolean isChannel(Path entry) {
        try {
            String target = Files.readSymbolicLink(entry).toString();
            return target.startsWith("socket:") || target.matches(".*/footbridge-[^/]*/r[0-9]+( \\(deleted\\))?");
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    /** Writes as much of it as goes at once. */
    @SuppressWarnings("restricted") // that is what it is for
    void write(byte[] bytes) throws IOException {
        Linker linker = Linker.nativeLinker();
        MethodHandle write = linker.downcallHandle(linker.defaultLookup().find("write").orElseThrow(),
                FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.ADDRESS,
                        ValueLayout.JAVA_LONG));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
            long _ = (long) write.invokeExact(number, memory, (long) bytes.length);
        } catch (Throwable failed) {
            throw new IOException("the native write to descriptor " + number + " failed", failed);
        }
    }
}
