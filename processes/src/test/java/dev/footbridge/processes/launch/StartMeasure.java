package dev.footbridge.processes.launch;

import dev.footbridge.Task;
import dev.footbridge.processes.ProcessPool;
import dev.footbridge.processes.ProcessPoolOptions;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Measures how long a pool takes from {@link ProcessPool#open} until two workers have begun a job each, with the AOT
 * store filled and without a cache, against two bare {@code java -version} side by side; in turns, medians. The ratio is
 * also taken round by round, against the runs just before and after: that says more on a machine with other work.
 *
 * <pre>
 * mvn -q -pl processes -am test-compile
 * "$(./footbridge --which-jdk)/bin/java" -cp processes/target/test-classes:processes/target/classes:core/target/classes \
 *     dev.footbridge.processes.launch.StartMeasure 21
 * </pre>
 *
 * Further arguments are options of the workers' JVMs.
 */
public final class StartMeasure {

    private static final int WORKERS = 2;

    private final Map<String, List<Double>> times = new LinkedHashMap<>();
    private final List<String> jvmOptions;

    private StartMeasure(List<String> jvmOptions) {
        this.jvmOptions = jvmOptions;
    }

    public static void main(String[] arguments) throws Exception {
        if (Files.isRegularFile(Jars.place(Launcher.class))) {
            new StartMeasure(Arrays.asList(arguments).subList(2, arguments.length))
                    .run(Integer.parseInt(arguments[0]), Path.of(arguments[1]));
            return;
        }
        // Caches are for Footbridge in jars, and its store is where the environment says: once more, with both.
        Path folder = Files.createTempDirectory("footbridge-start-");
        String path = String.join(File.pathSeparator, Jars.core(folder).toString(), Jars.processes(folder).toString(),
                Jars.place(StartMeasure.class).toString());
        List<String> command = new ArrayList<>(List.of(JavaCommand.executable(), "-cp", path,
                StartMeasure.class.getName(), arguments.length == 0 ? "11" : arguments[0], folder.toString()));
        command.addAll(Arrays.asList(arguments).subList(Math.min(1, arguments.length), arguments.length));
        ProcessBuilder again = new ProcessBuilder(command).inheritIO();
        again.environment().put("XDG_CACHE_HOME", folder.toString());
        again.start().waitFor();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
    }

    private void run(int rounds, Path folder) throws Exception {
        fill(folder);
        for (int round = 0; round < rounds + 2; round++) {
            if (round == 2) {
                times.clear(); // the first rounds warm up the disk and this JVM
            }
            double before = versions();
            double filled = workers("with the store filled", o -> o, true);
            double between = versions();
            double without = workers("without a cache", ProcessPoolOptions::withoutAot, false);
            double after = versions();
            times.computeIfAbsent("ratio with the store filled", key -> new ArrayList<>())
                    .add(2 * filled / (before + between));
            times.computeIfAbsent("ratio without a cache", key -> new ArrayList<>())
                    .add(2 * without / (between + after));
        }
        times.forEach((name, values) -> {
            if (!name.startsWith("ratio")) {
                System.out.printf("%-50s median %6.1f ms   least %6.1f ms%n", name, at(values, 0.5), at(values, 0));
            }
        });
        for (String name : List.of("with the store filled", "without a cache")) {
            System.out.printf("%d workers %s / %d java -version: %.2f of the medians, %.2f median of the rounds%n",
                    WORKERS,
                    name, WORKERS, at(times.get("workers " + name), 0.5) / at(times.get("java -version"), 0.5),
                    at(times.get("ratio " + name), 0.5));
        }
    }

    private static double at(List<Double> values, double quantile) {
        return values.stream().sorted().toList().get((int) (quantile * (values.size() - 1) + 0.5));
    }

    private double add(String name, long since) {
        double took = (System.nanoTime() - since) / 1e6;
        times.computeIfAbsent(name, key -> new ArrayList<>()).add(took);
        return took;
    }

    private ProcessPool pool(UnaryOperator<ProcessPoolOptions> set) {
        return ProcessPool.open(o -> set.apply(o.withWorkers(WORKERS).withJvmOptions(jvmOptions)));
    }

    /** The first worker of all has a cache made. */
    private void fill(Path folder) throws Exception {
        long start = System.nanoTime();
        try (ProcessPool pool = pool(o -> o)) {
            pool.call(() -> 1);
            while (caches(folder) == 0) {
                if (System.nanoTime() - start > 120e9) {
                    throw new IllegalStateException("no AOT cache was made");
                }
                Thread.sleep(50);
            }
        }
        System.out.printf("the cache took %.1f s%n", (System.nanoTime() - start) / 1e9);
    }

    private static long caches(Path folder) throws IOException {
        Path store = folder.resolve("footbridge").resolve("aot");
        if (!Files.isDirectory(store)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(store)) {
            return files.filter(file -> file.toString().endsWith(".aot")).count();
        }
    }

    private double versions() throws IOException, InterruptedException {
        long start = System.nanoTime();
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < WORKERS; i++) {
            processes.add(new ProcessBuilder(JavaCommand.executable(), "-version").redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD).start());
        }
        for (Process process : processes) {
            process.waitFor();
        }
        return add("java -version", start);
    }

    private double workers(String what, UnaryOperator<ProcessPoolOptions> set, boolean cached) {
        double ready;
        long start = System.nanoTime();
        try (ProcessPool pool = pool(set)) {
            add("opening the pool " + what, start);
            List<Task<?>> jobs = new ArrayList<>();
            for (int i = 0; i < WORKERS; i++) {
                // Keeps its worker, so that each job needs one of its own.
                jobs.add(pool.start(() -> Thread.sleep(60_000)));
            }
            while (pool.stats().running() < WORKERS) {
                LockSupport.parkNanos(200_000);
            }
            ready = add("workers " + what, start);
            check(cached);
            pool.abort();
        }
        add("workers " + what + ", until they have ended", start);
        return ready;
    }

    private static void check(boolean cached) {
        ProcessHandle.current().children().forEach(child -> {
            String command = String.join(" ", child.info().arguments().orElse(new String[0]));
            if (command.contains("-XX:AOTCache") != cached) {
                throw new IllegalStateException("the cache is " + (cached ? "missing" : "used") + ": " + command);
            }
        });
    }
}
