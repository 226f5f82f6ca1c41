package dev.footbridge.processes.launch;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;

/** Whether this JVM runs with preview features: it does when it takes a class that was compiled with them. */
final class Preview {

    private static final int MAGIC = 0xCAFEBABE;
    private static final int PREVIEW = 0xFFFF;
    private static final int FIRST_RELEASE = 44;
    private static final int UTF8 = 1;
    private static final int CLASS = 7;
    private static final int FINAL_SUPER = 0x0030;

    private Preview() {}

    static boolean isEnabled() {
        try {
            MethodHandles.lookup().defineHiddenClass(probe(), false);
            return true;
        } catch (UnsupportedClassVersionError refused) {
            return false;
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("a class cannot be defined beside " + Preview.class, e);
        }
    }

    /** An empty class of this release, with preview features. */
    private static byte[] probe() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeShort(PREVIEW);
            out.writeShort(FIRST_RELEASE + Runtime.version().feature());
            out.writeShort(5);
            writeClass(out, Preview.class.getPackageName().replace('.', '/') + "/Probe", 2);
            writeClass(out, "java/lang/Object", 4);
            out.writeShort(FINAL_SUPER);
            out.writeShort(1);
            out.writeShort(3);
            out.write(new byte[8]); // no interfaces, fields, methods, attributes
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void writeClass(DataOutputStream out, String name, int nameIndex) throws IOException {
        out.writeByte(CLASS);
        out.writeShort(nameIndex);
        out.writeByte(UTF8);
        out.writeUTF(name);
    }
}
