package dev.footbridge.cli.bench.jmh;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;

/** Speaks as JMH does, without measuring: what the command needs of a jar of benchmarks. */
public class StubJmh {

    /** What each of its benchmarks says it took. */
    private static final Map<String, Integer> NANOS = Map.of("bridge.BridgeRoundTripBenchmark.footbridgeCall", 30,
            "bridge.BridgeRoundTripBenchmark.singleThreadExecutor", 6_000,
            "queue.QueueBenchmark.footbridge", 50, "queue.QueueBenchmark.joxChannel", 100);
    private static final String ALL = "dev.footbridge.benchmarks.";

    /** A jar that starts this class, or one like it, and lists this beside. */
    public static Path jar(Path folder, Class<?> main, Map<String, String> lists) throws Exception {
        Path jar = folder.resolve(main.getSimpleName() + ".jar");
        URI classes = StubJmh.class.getProtectionDomain().getCodeSource().getLocation().toURI();
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, main.getName());
        attributes.put(Attributes.Name.CLASS_PATH, classes.toString());
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            for (var list : lists.entrySet()) {
                out.putNextEntry(new JarEntry("META-INF/" + list.getKey()));
                out.write(list.getValue().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
            return jar;
        }
    }

    /** Lists its benchmarks, or runs those that the last argument matches. */
    public static void main(String[] args) throws IOException {
        run(args, "");
    }

    static void run(String[] args, String failing) throws IOException {
        if (List.of(args).equals(List.of("-l"))) {
            System.out.println("Benchmarks: ");
            NANOS.keySet().forEach(name -> System.out.println(ALL + name));
            return;
        }
        if (List.of(args).stream().filter("-r"::equals).count() > 1) {
            System.out.println("Found multiple arguments for option r, but you asked for only one");
            System.exit(1);
        }
        System.out.println("# JMH version: 1.37\n# arguments: " + String.join(" ", args));
        Pattern chosen = Pattern.compile(args[args.length - 1]);
        List<String> results = new ArrayList<>();
        NANOS.keySet().stream().sorted().map(ALL::concat).filter(name -> chosen.matcher(name).find())
                .forEach(name -> results.addAll(results(name, !failing.isEmpty() && name.endsWith(failing))));
        Files.writeString(Path.of(args[List.of(args).indexOf("-rff") + 1]), results.toString());
    }

    private static List<String> results(String name, boolean fails) {
        List<String> results = new ArrayList<>();
        for (String capacity : name.contains("Queue") ? List.of("0", "64") : List.of("")) {
            System.out.println("# Benchmark: " + name);
            if (!capacity.isEmpty()) {
                System.out.println("# Parameters: (capacity = " + capacity + ")");
            }
            System.out.println("\n# Run progress: 50.00% complete, ETA 00:00:10\n# Fork: 1 of 1");
            if (fails) {
                System.out
                        .println("Iteration   1: <failure>\n\njava.lang.IllegalStateException: the sum is 3\n\tat x.Y");
            } else {
                System.out.println("Iteration   1: 1 ns/op");
                results.add("""
                        {"benchmark": "%s", "mode": "avgt", "params": {%s},
                         "primaryMetric": {"score": %d, "scoreError": 2.0, "scoreUnit": "ns/op"},
                         "secondaryMetrics": {"·gc.alloc.rate": {"score": 7, "scoreUnit": "MB/sec"}}}
                        """.formatted(name, capacity.isEmpty() ? "" : "\"capacity\": \"" + capacity + "\"",
                        NANOS.get(name.substring(ALL.length()))));
            }
        }
        return results;
    }

    /** One of whose benchmarks fails. */
    public static final class Broken {

        private Broken() {}

        /** As the other one. */
        public static void main(String[] args) throws IOException {
            run(args, "joxChannel");
        }
    }

    /** A run that ends before its figures are written. */
    public static final class Dead {

        private Dead() {}

        /** As the other one, but for the end. */
        public static void main(String[] args) throws IOException {
            if (args.length > 1) {
                System.out.println("# Benchmark: dev.footbridge.benchmarks.queue.QueueBenchmark.footbridge");
                System.out.println("no memory today");
                System.exit(3);
            }
            run(args, "");
        }
    }

    /** All of whose benchmarks are excluded. */
    public static final class Empty {

        private Empty() {}

        /** As the other one, but for what it measures. */
        public static void main(String[] args) throws IOException {
            if (args.length > 1) {
                System.out.println("No matching benchmarks. Miss-spelled regexp?");
                System.exit(1);
            }
            run(args, "");
        }
    }

    /** Whose second question goes on for ever, in a process below it. */
    public static final class Endless {

        private Endless() {}

        /** As the other one, but for the queue. */
        public static void main(String[] args) throws IOException, InterruptedException {
            if (args[args.length - 1].contains("Queue")) {
                int _ = new ProcessBuilder("sleep", "600").start().waitFor();
            }
            run(args, "");
        }
    }
}
