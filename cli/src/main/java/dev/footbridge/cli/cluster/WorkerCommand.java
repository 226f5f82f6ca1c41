package dev.footbridge.cli.cluster;

import dev.footbridge.cli.input.BadInput;
import dev.footbridge.cluster.Cluster;
import dev.footbridge.cluster.ClusterOptions;
import dev.footbridge.processes.ProcessPool;
import java.io.File;
import java.io.PrintWriter;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code footbridge worker}: a member that runs jobs until it is told to end. */
@Command(name = "worker", mixinStandardHelpOptions = true, description = WorkerCommand.DOES)
public final class WorkerCommand implements Callable<Integer> {

    static final String DOES = "Joins a cluster, or begins one, and runs jobs for it until it gets SIGTERM or Ctrl-C;"
            + " then lets those finish that it has, and exits with 143 or 130.";

    @Mixin
    private NetworkOptions network = new NetworkOptions();

    @Option(names = "--slots", paramLabel = "N", description = "Blocking jobs at once (one for each processor).")
    private int slots = Runtime.getRuntime().availableProcessors();

    @Option(names = "--async-slots", paramLabel = "N", description = "Async jobs at once (${DEFAULT-VALUE}).")
    private int asyncSlots = 64;

    @Option(names = "--processes", description = "Run jobs in worker JVMs, one for each slot, in place of threads.")
    private boolean processes;

    @Option(names = "--class-path", paramLabel = "PATH", description = "Jars and folders with the classes of jobs, separated as usual on this system.")
    private String classPath = "";

    @Option(names = "--accept-code", description = "Take classes that are missing here from whoever sends a job: for"
            + " clusters whose members trust each other with everything.")
    private boolean acceptCode;

    @Option(names = "--drain", paramLabel = "TIME", description = "How long jobs may take to finish at the end (30s).")
    private Duration drain = Duration.ofSeconds(30);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Makes one; the command line does. */
    public WorkerCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        BadInput.unless(slots > 0, "--slots is " + slots + ": it must be at least 1, or nothing runs here");
        BadInput.unless(!processes || classPath.isEmpty(),
                "--processes takes the class path of this JVM: start it with java -cp, and without --class-path");
        Thread.currentThread().setContextClassLoader(loader());
        try (ProcessPool pool = processes ? ProcessPool.open(o -> o.withWorkers(Math.max(1, slots))) : null) {
            serve(pool);
        }
        return ExitCode.OK;
    }

    private void serve(@Nullable ProcessPool pool) throws InterruptedException {
        Cluster cluster;
        try {
            cluster = Cluster.open(o -> options(o, pool));
        } catch (IllegalArgumentException | IllegalStateException refused) {
            throw NetworkOptions.refused(refused);
        }
        CountDownLatch end = new CountDownLatch(1);
        PrintWriter out = spec.commandLine().getOut();
        Thread hook = new Thread(() -> {
            out.println("Draining");
            out.flush();
            try {
                cluster.close();
            } catch (RejectedExecutionException closed) {
                // by somebody else
            }
            end.countDown();
        }, "footbridge-drain");
        Runtime.getRuntime().addShutdownHook(hook);
        out.println("Member '" + cluster.memberName() + "' of cluster '" + cluster.name() + "' listens on "
                + cluster.address() + " and runs " + slots + " blocking and " + asyncSlots + " async jobs at once");
        out.flush();
        end.await();
    }

    private ClusterOptions options(ClusterOptions base, @Nullable ProcessPool pool) {
        ClusterOptions set = network.on(base).withSlots(slots).withAsyncSlots(asyncSlots).withMinimumMembers(0)
                .withCloseTimeout(drain);
        ClusterOptions running = pool == null ? set : set.withLevel(pool);
        return acceptCode ? running.withCodeAccepted() : running;
    }

    private ClassLoader loader() {
        ClassLoader own = WorkerCommand.class.getClassLoader();
        if (classPath.isEmpty()) {
            return own;
        }
        List<URL> places = new ArrayList<>();
        for (String part : List.of(classPath.split(File.pathSeparator, -1))) {
            Path place = Path.of(part);
            BadInput.unless(Files.exists(place), "--class-path names '" + part + "', which is not there: see to it");
            try {
                places.add(place.toUri().toURL());
            } catch (MalformedURLException odd) {
                throw new BadInput("--class-path names '" + part + "', which cannot be used: " + odd.getMessage(), odd);
            }
        }
        return new URLClassLoader("jobs", places.toArray(URL[]::new), own);
    }
}
