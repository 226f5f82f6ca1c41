package dev.footbridge.jcstress;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One run of jcstress in a JVM of its own.
 *
 * @param mode quick for every build; default, tough and stress are jcstress's own, and run the races only
 * @param pattern which tests
 */
record HarnessRun(String mode, Pattern pattern) {

    /** Where all its files go. */
    static final Path FOLDER = Path.of("target", "jcstress").toAbsolutePath();

    private static final String QUICK = "quick";
    /** One configuration of each test, cheap to start; pinning threads would need native code. */
    private static final List<String> ONE = List.of("-m", QUICK, "-sc", "false", "-af", "NONE", "-strideSize", "64",
            "-strideCount", "8", "-hs", "64", "-jvmArgs", "-XX:+UseSerialGC");
    private static final List<String> SHORT = List.of("-iters", "1", "-time", "150");
    /** For twins that a busy machine hid. */
    private static final List<String> LONG = List.of("-iters", "5", "-time", "1000");
    private static final long QUICK_LIMIT_MINUTES = 10;

    /** As the build was told. */
    static HarnessRun configured() {
        String mode = System.getProperty("footbridge.jcstress", QUICK);
        String tests = System.getProperty("footbridge.jcstress.tests", ".");
        return new HarnessRun(mode,
                Pattern.compile(mode.equals(QUICK) ? tests : "^(?!.*\\.broken\\.).*(?:" + tests + ")"));
    }

    List<Verdict> verdicts(TestLists lists) throws IOException, InterruptedException {
        if (!mode.equals(QUICK)) {
            return run(lists, mode, pattern.pattern(), List.of("-m", mode));
        }
        List<Verdict> verdicts = run(lists, QUICK, pattern.pattern(), and(ONE, SHORT));
        String hidden = lists.matching(pattern).filter(TestLists::isTwin)
                .filter(twin -> verdicts.stream().noneMatch(verdict -> verdict.finds(twin)))
                .map(twin -> "^" + Pattern.quote(twin) + "$").collect(Collectors.joining("|"));
        return hidden.isEmpty() ? verdicts : and(verdicts, run(lists, "again", hidden, and(ONE, LONG)));
    }

    private static <T> List<T> and(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private List<Verdict> run(TestLists lists, String name, String tests, List<String> options)
            throws IOException, InterruptedException {
        removeOldResults();
        Path log = FOLDER.resolve(name + ".log");
        List<String> command = command(lists);
        command.addAll(List.of("-t", tests, "-r", "report-" + name));
        command.addAll(options);
        Process harness = new ProcessBuilder(command).directory(FOLDER.toFile()).redirectErrorStream(true)
                .redirectOutput(log.toFile()).start();
        try {
            if (!mode.equals(QUICK)) {
                harness.waitFor();
            } else if (!harness.waitFor(QUICK_LIMIT_MINUTES, TimeUnit.MINUTES)) {
                throw new IllegalStateException("jcstress did not end within " + QUICK_LIMIT_MINUTES + " minutes: see "
                        + log);
            }
        } finally {
            harness.descendants().forEach(ProcessHandle::destroyForcibly);
            harness.destroyForcibly();
        }
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(Verdict::isLine).map(Verdict::of).toList();
        }
    }

    private static List<String> command(TestLists lists) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-cp");
        command.add(lists.folder() + File.pathSeparator
                + System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(Harness.class.getName());
        return command;
    }

    private static void removeOldResults() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path old : files.filter(file -> file.toString().endsWith(".bin.gz")).toList()) {
                Files.delete(old);
            }
        }
    }
}
