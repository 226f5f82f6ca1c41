package dev.footbridge.processes.launch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * 64 bits that tell apart what was written from what was damaged.
 *
 * <p>
 * Two sums of 32 bits, and no message digest: a JVM that has just started takes 5 to 10 ms for them over an AOT cache,
 * and 250 to 400 ms for SHA-256, several times what the cache saves. Nobody has to be kept from forging a cache here,
 * only its owner can write into the folder.
 */
final class Checksum {

    private static final int BUFFER = 1 << 18;

    private final CRC32 first = new CRC32();
    private final CRC32C second = new CRC32C();

    private Checksum() {}

    /** The sum of a file's bytes, as 16 digits. */
    static String of(Path file) throws IOException {
        Checksum sum = new Checksum();
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
        try (FileChannel channel = FileChannel.open(file)) {
            while (channel.read(buffer) >= 0) {
                sum.add(buffer.flip());
                buffer.clear();
            }
        }
        return sum.digits();
    }

    /** The sum of a text, as 16 digits. */
    static String of(String text) {
        Checksum sum = new Checksum();
        sum.add(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        return sum.digits();
    }

    private void add(ByteBuffer bytes) {
        first.update(bytes.duplicate());
        second.update(bytes);
    }

    private String digits() {
        String both = Long.toHexString(first.getValue() << 32 | second.getValue());
        return "0".repeat(16 - both.length()) + both;
    }
}
