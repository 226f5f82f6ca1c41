package dev.footbridge.cli.bench.jmh;

import dev.footbridge.cli.bench.child.ChildProgram;
import dev.footbridge.cli.bench.question.Answer;
import dev.footbridge.cli.bench.question.Pace;
import dev.footbridge.cli.bench.question.Question;
import dev.footbridge.cli.bench.targets.Target;
import dev.footbridge.cli.bench.targets.Targets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The benchmarks of JMH that belong to one question, in one run of JMH. */
final class JmhQuestion implements Question {

    private static final Duration LIMIT = Duration.ofHours(6);
    private static final Duration QUICK_LIMIT = Duration.ofMinutes(10);
    /** The one option that may come more than once. */
    private static final String PARAM = "-p";
    private static final String IGNORE_LOCK = "-Djmh.ignoreLock=true";
    /** One moment in one JVM that starts fast; options of the benchmarks' own come after these. */
    private static final Map<String, String> QUICK = Map.of("-f", "1", "-wi", "0", "-i", "1", "-r", "50ms", "-to",
            "60s",
            "-jvmArgsPrepend", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData");

    private final String name;
    private final BenchmarksJar jar;
    private final List<String> classes;
    private final Path folder;

    /** One of these classes, which leaves JMH's own figures in that folder. */
    JmhQuestion(String name, BenchmarksJar jar, List<String> classes, Path folder) {
        this.name = name;
        this.jar = jar;
        this.classes = classes;
        this.folder = folder;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Target> targets() {
        return Targets.of(name);
    }

    @Override
    public Answer ask(Pace pace, Consumer<String> saying) {
        Path file = FiguresFile.fresh(folder, name);
        JmhTalk talk = new JmhTalk(saying);
        List<String> failures = new ArrayList<>();
        try {
            ChildProgram.java(name, arguments(pace, file), pace == Pace.QUICK ? QUICK_LIMIT : LIMIT).run(talk::hear);
        } catch (IllegalStateException e) {
            if (!talk.hasChosenNothing()) {
                failures.add(e.getMessage());
            }
        }
        FiguresFile figures = FiguresFile.read(file);
        failures.addAll(talk.failures(figures.labels()));
        return new Answer(figures.scores(), failures);
    }

    private List<String> arguments(Pace pace, Path file) {
        List<String> arguments = new ArrayList<>();
        if (pace == Pace.QUICK) {
            arguments.add(IGNORE_LOCK); // where times do not count, others may run beside
        }
        arguments.addAll(List.of("-jar", jar.path().toString(), "-rf", "json", "-rff", file.toString()));
        if (pace == Pace.QUICK) {
            arguments.addAll(quickArguments());
        }
        arguments.addAll(jar.arguments());
        arguments.add(classes.stream().map(each -> each.replace(".", "\\."))
                .collect(Collectors.joining("|", "^(", ")\\.")));
        return arguments;
    }

    /** What the user says goes before the jar's own list, and that before the usual: JMH wants most options once. */
    private List<String> quickArguments() {
        Map<String, String> usual = new LinkedHashMap<>(QUICK);
        List<String> listed = jar.quickArguments();
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i + 1 < listed.size(); i += 2) {
            String option = listed.get(i);
            usual.remove(option);
            if (option.equals(PARAM) || !jar.arguments().contains(option)) {
                arguments.addAll(List.of(option, listed.get(i + 1)));
            }
        }
        usual.keySet().removeAll(jar.arguments());
        usual.forEach((option, value) -> arguments.addAll(List.of(option, value)));
        return arguments;
    }
}
