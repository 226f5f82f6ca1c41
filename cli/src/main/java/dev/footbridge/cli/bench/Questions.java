package dev.footbridge.cli.bench;

import dev.footbridge.cli.bench.hosts.HostsQuestion;
import dev.footbridge.cli.bench.jmh.BenchmarkQuestions;
import dev.footbridge.cli.bench.jmh.BenchmarksJar;
import dev.footbridge.cli.bench.processes.ProcessesQuestion;
import dev.footbridge.cli.bench.question.Pace;
import dev.footbridge.cli.bench.question.Question;
import dev.footbridge.cli.input.BadInput;
import dev.footbridge.cli.perf.HttpQuestion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Which questions are asked. */
final class Questions {

    /** Those that this program measures itself; the longest ones are first, for a quick run. */
    private static final List<Question> OWN = List.of(new HostsQuestion(), new ProcessesQuestion(), new HttpQuestion());

    private final Set<String> names;
    private final Optional<BenchmarkQuestions> benchmarks;

    private Questions(Set<String> names, Optional<BenchmarkQuestions> benchmarks) {
        this.names = names;
        this.benchmarks = benchmarks;
    }

    /** These, checked, or all that there are if none is named; the jar is asked for only where it is needed. */
    static Questions of(List<String> only, Supplier<BenchmarksJar> jar) {
        Set<String> known = new LinkedHashSet<>(OWN.stream().map(Question::name).toList());
        if (!only.isEmpty() && known.containsAll(only)) {
            return new Questions(Set.copyOf(only), Optional.empty());
        }
        BenchmarkQuestions benchmarks = new BenchmarkQuestions(jar.get());
        known.addAll(benchmarks.names());
        for (String name : only) {
            BadInput.unless(known.contains(name),
                    "there is no question '" + name + "': name some of " + String.join(", ", known));
        }
        return new Questions(only.isEmpty() ? known : Set.copyOf(only), Optional.of(benchmarks));
    }

    /** Them; what JMH writes goes into that folder. */
    List<Question> asked(Pace pace, Path folder) {
        List<Question> own = OWN.stream().filter(question -> names.contains(question.name())).toList();
        List<Question> asked = new ArrayList<>(
                benchmarks.map(questions -> questions.of(names, folder)).orElse(List.of()));
        asked.addAll(pace == Pace.QUICK ? 0 : asked.size(), own);
        return asked;
    }
}
