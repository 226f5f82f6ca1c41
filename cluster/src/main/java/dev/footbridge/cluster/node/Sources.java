package dev.footbridge.cluster.node;

import dev.footbridge.cluster.net.Line;
import dev.footbridge.cluster.wire.Packet.Code;
import dev.footbridge.cluster.wire.Packet.Fetch;
import java.io.IOException;
import java.io.InputStream;

/** The code of this JVM's classes, for members that need it to run jobs from here. */
final class Sources {

    private static final byte[] NONE = {};

    private final ClassLoader loader;
    private final boolean open;

    Sources(ClassLoader loader, boolean open) {
        this.loader = loader;
        this.open = open;
    }

    /** Answers, on a thread of its own. */
    void answer(Fetch fetch, Line line) {
        Thread.startVirtualThread(() -> {
            line.add(new Code(fetch.request(), open ? code(fetch.name()) : NONE));
            line.flush();
        });
    }

    /** The file of a class; nothing but classes is given out, and none of the JDK's. */
    private byte[] code(String name) {
        try (InputStream in = loader.getResourceAsStream(name.replace('.', '/') + ".class")) {
            return in == null ? NONE : in.readAllBytes();
        } catch (IOException unreadable) {
            return NONE;
        }
    }
}
