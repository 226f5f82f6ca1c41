package dev.footbridge.processes.launch;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures starts: one and two workers side by side, until they are ready and until they have ended, with an AOT cache
 * and without, with a Unix socket or the pipes of a process, against as many bare {@code java -version}; in turns, medians of so many rounds.
 *
 * <pre>
 * mvn -q -pl processes -am test-compile
 * "$(./footbridge --which-jdk)/bin/java" -cp processes/target/test-classes:processes/target/classes:core/target/classes \
 *     dev.footbridge.processes.launch.StartMeasure 21
 * </pre>
 */
public final class StartMeasure {

    private static final EntryPoints READY = new EntryPoints(ReadyWorker.class.getName(), ReadyWorker.class.getName(),
            List.of("--train", System.getProperty("rounds", "20")));

    private final Path folder;
    private final Map<String, List<Double>> times = new LinkedHashMap<>();

    private StartMeasure(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length == 0 ? 11 : Integer.parseInt(arguments[0]);
        if (Files.isRegularFile(Jars.place(Launcher.class))) {
            new StartMeasure(Path.of(arguments[1])).run(rounds);
            return;
        }
        // Caches are for Footbridge in jars: once more, with jars.
        Path folder = Files.createTempDirectory("footbridge-start-");
        String path = String.join(File.pathSeparator, Jars.core(folder).toString(), Jars.processes(folder).toString(),
                Jars.place(StartMeasure.class).toString());
        Process again = new ProcessBuilder(JavaCommand.executable(), "-cp", path, StartMeasure.class.getName(),
                String.valueOf(rounds), folder.toString()).inheritIO().start();
        again.waitFor();
        try (var files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
    }

    private void run(int rounds) throws Exception {
        LaunchSettings settings = LaunchSettings.defaults().withAotFolder(folder.resolve("store"));
        long start = System.nanoTime();
        try (Launcher filled = Launcher.of(settings, 2, READY)) {
            filled.prepare(List.of(), folder.resolve("hs_err.log"));
            filled.awaitCache();
            System.out.printf("the cache took %.1f s%n", (System.nanoTime() - start) / 1e9);
        }
        for (int round = 0; round < rounds + 2; round++) {
            if (round == 2) {
                times.clear(); // the first rounds warm up the disk and this JVM
            }
            for (int workers = 1; workers <= 2; workers++) {
                versions(workers);
                workers(workers, "without a cache", settings.withoutAot(), false);
                workers(workers, "with a cache", settings, false);
                workers(workers, "with a cache and pipes", settings, true);
            }
        }
        times.forEach((name, values) -> {
            double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            System.out.printf("%-45s median %6.1f ms   least %6.1f ms%n", name, sorted[sorted.length / 2], sorted[0]);
        });
        for (String cache : List.of("with a cache", "with a cache and pipes", "without a cache")) {
            System.out.printf("two workers ready %s / two java -version: %.2f%n", cache,
                    median("2 workers " + cache + ", ready") / median("2 java -version"));
        }
    }

    private double median(String name) {
        double[] sorted = times.get(name).stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private void add(String name, long since) {
        times.computeIfAbsent(name, key -> new ArrayList<>()).add((System.nanoTime() - since) / 1e6);
    }

    private void versions(int count) throws IOException, InterruptedException {
        long start = System.nanoTime();
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            processes.add(new ProcessBuilder(JavaCommand.executable(), "-version").redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD).start());
        }
        for (Process process : processes) {
            process.waitFor();
        }
        add(count + " java -version", start);
    }

    private void workers(int count, String what, LaunchSettings settings, boolean pipes) throws Exception {
        Path address = folder.resolve("socket");
        Path[] pages = new Path[count];
        Arrays.setAll(pages, i -> folder.resolve("page" + i));
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(address));
            String name = count + " workers " + what;
            long start = System.nanoTime();
            try (Launcher launcher = Launcher.of(settings, 2, READY)) {
                add(name + ", launcher", start);
                List<Process> processes = new ArrayList<>();
                for (Path page : pages) {
                    Launch launch = launcher.prepare(
                            List.of(pipes ? "-" : address.toString(), page.toString()), folder.resolve("hs_err.log"));
                    if (launch.usesAot() != settings.aot()) {
                        throw new IllegalStateException("the cache is " + (settings.aot() ? "missing" : "used"));
                    }
                    processes.add(launch.builder().redirectError(Redirect.INHERIT).start());
                }
                for (Process process : processes) {
                    if (pipes) {
                        process.getInputStream().readNBytes(Long.BYTES);
                    } else {
                        try (SocketChannel worker = server.accept()) {
                            worker.read(ByteBuffer.allocate(Long.BYTES));
                        }
                    }
                }
                add(name + ", ready", start);
                for (Process process : processes) {
                    try (OutputStream in = process.getOutputStream()) {
                        in.write(1);
                    }
                }
                for (Process process : processes) {
                    process.waitFor();
                }
                add(name + ", ended", start);
            }
        } finally {
            Files.deleteIfExists(address);
        }
    }
}
