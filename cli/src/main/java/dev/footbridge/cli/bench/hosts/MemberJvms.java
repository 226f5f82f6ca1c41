package dev.footbridge.cli.bench.hosts;

import dev.footbridge.cli.cluster.OwnJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The members' JVMs. */
final class MemberJvms implements AutoCloseable {

    private static final int SECONDS = 20;

    private final List<Process> members = new ArrayList<>();

    /** Starts so many; the first one has this name. */
    static MemberJvms start(Meeting meeting, int count, String firstName) {
        MemberJvms jvms = new MemberJvms();
        try {
            for (int i = 0; i < count; i++) {
                jvms.members.add(new ProcessBuilder(OwnJvm.command(List.of("-Xmx256m", "-XX:+UseSerialGC"),
                        BenchMember.class, List.of(String.valueOf(meeting.port()), i == 0 ? firstName : "member-" + i)))
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD).start());
            }
            return jvms;
        } catch (IOException e) {
            jvms.close();
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            for (Process member : members) {
                member.getOutputStream().close();
            }
            for (Process member : members) {
                boolean _ = member.waitFor(SECONDS, TimeUnit.SECONDS);
            }
        } catch (IOException gone) {
            // killed below
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            members.forEach(Process::destroyForcibly);
        }
    }
}
