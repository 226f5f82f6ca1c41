package dev.footbridge.cli.bench.jmh;

import dev.footbridge.cli.bench.child.ChildProgram;
import dev.footbridge.cli.bench.question.Answer;
import dev.footbridge.cli.bench.question.Pace;
import dev.footbridge.cli.bench.question.Question;
import dev.footbridge.cli.bench.score.Score;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A program beside the benchmarks of JMH that measures and writes its figures in the same form. */
final class MainQuestion implements Question {

    private static final Duration LIMIT = Duration.ofHours(1);
    private static final Duration QUICK_LIMIT = Duration.ofMinutes(5);

    private final String name;
    private final BenchmarksJar jar;
    private final String className;
    private final Path folder;
    private final Predicate<String> questions;

    /**
     * One that leaves its own figures in that folder.
     *
     * @param name the question
     * @param jar where it is
     * @param className its main class
     * @param folder for its figures
     * @param questions the questions of which its figures are wanted
     */
    MainQuestion(String name, BenchmarksJar jar, String className, Path folder, Predicate<String> questions) {
        this.name = name;
        this.jar = jar;
        this.className = className;
        this.folder = folder;
        this.questions = questions;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Answer ask(Pace pace, Consumer<String> saying) {
        String simple = className.substring(className.lastIndexOf('.') + 1);
        saying.accept(simple);
        Path file = FiguresFile.fresh(folder, simple);
        List<String> arguments = new ArrayList<>(List.of("-cp", jar.path().toString(), className));
        if (pace == Pace.QUICK) {
            arguments.add("--quick");
        }
        arguments.add(file.toString());
        List<String> failures = new ArrayList<>();
        try {
            ChildProgram.java(className, arguments, pace == Pace.QUICK ? QUICK_LIMIT : LIMIT).run(_ -> false);
        } catch (IllegalStateException e) {
            failures.add(e.getMessage());
        }
        List<Score> scores = FiguresFile.read(file).scores().stream()
                .filter(score -> questions.test(score.contest().question())).toList();
        return new Answer(scores, failures);
    }
}
