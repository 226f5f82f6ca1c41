package dev.footbridge.cli.chaos;

import dev.footbridge.Task;
import dev.footbridge.cli.chaos.deeds.Deeds;
import dev.footbridge.cli.chaos.deeds.Mark;
import dev.footbridge.cluster.Cluster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another submitter, in a JVM of its own, whose jobs do not end: they must, when it is killed. */
final class Rival {

    /** The kind of its jobs. */
    static final String KIND = "rival";
    static final String READY = "READY";

    private static final int JOBS = 3;

    private Rival() {}

    /** Starts jobs, says so once one has begun, and waits to be killed. */
    public static void main(String[] args) throws InterruptedException {
        MemberMain.endWithParent();
        Hosts hosts = Hosts.of(args[0]);
        long pid = ProcessHandle.current().pid();
        List<Task<Long>> tasks = new ArrayList<>();
        Cluster cluster = Cluster.open(o -> hosts.options(o));
        for (int i = 0; i < JOBS; i++) {
            Mark mark = Mark.of(Path.of(args[1]), KIND, pid * JOBS + i);
            tasks.add(cluster.start(() -> Deeds.linger(mark)));
        }
        while (cluster.stats().running() == 0) {
            Thread.sleep(20);
        }
        System.out.println(READY);
        tasks.forEach(Task::outcome);
    }
}
