package dev.footbridge.cli.bench.jmh;

import dev.footbridge.cli.bench.question.Question;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The questions that a jar of benchmarks can answer. */
public final class BenchmarkQuestions {

    /** The package of programs that measure one peer in all questions. */
    private static final String PEER_OF_ALL = "asyncio";

    private final BenchmarksJar jar;
    private final Map<String, List<String>> classes;
    private final List<String> mains;

    /** Asks the jar for them. */
    public BenchmarkQuestions(BenchmarksJar jar) {
        this.jar = jar;
        this.classes = jar.classes().stream()
                .collect(Collectors.groupingBy(BenchmarkName::question, TreeMap::new, Collectors.toList()));
        this.mains = jar.mains();
    }

    /** Their names. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>(classes.keySet());
        mains.stream().map(BenchmarkName::question).filter(name -> !name.equals(PEER_OF_ALL)).forEach(names::add);
        return names;
    }

    /** Those with these names; what JMH writes goes into that folder. */
    public List<Question> of(Set<String> names, Path folder) {
        List<Question> questions = new ArrayList<>();
        classes.forEach((name, each) -> {
            if (names.contains(name)) {
                questions.add(new JmhQuestion(name, jar, each, folder));
            }
        });
        boolean wantsPeers = !questions.isEmpty();
        for (String main : mains) {
            String name = BenchmarkName.question(main);
            if (names.contains(name) || (wantsPeers && name.equals(PEER_OF_ALL))) {
                questions.add(new MainQuestion(name, jar, main, folder, names::contains));
            }
        }
        return questions;
    }
}
