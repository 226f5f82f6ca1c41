package dev.footbridge.cli.bench;

import dev.footbridge.cli.bench.question.Answer;
import dev.footbridge.cli.bench.question.Pace;
import dev.footbridge.cli.bench.question.Question;
import dev.footbridge.cli.bench.report.Circumstances;
import dev.footbridge.cli.bench.report.Findings;
import dev.footbridge.cli.bench.report.ReportFiles;
import dev.footbridge.cli.bench.score.Score;
import dev.footbridge.cli.bench.targets.Target;
import dev.footbridge.cli.measure.Machine;
import dev.footbridge.cli.measure.MachineLoad;
import dev.footbridge.cli.output.Progress;
import dev.footbridge.cli.server.Shutdown;
import dev.footbridge.plan.Parallel;
import dev.footbridge.plan.Serial;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Asks the questions, one after another, or where it is to be quick, two at a time. After each answer the files are
 * written anew, so that a run that does not come to its end leaves what it has measured.
 */
final class BenchRun {

    private static final int LANES = 2;

    private final String command;
    private final Pace pace;
    private final List<Question> questions;
    private final ReportFiles files;
    private final Machine machine = Machine.here();
    private final double loadBefore = MachineLoad.now();
    private final Instant began = Instant.now();
    private final long beganNanos = System.nanoTime();
    /** Guards what follows. */
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Score> scores = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private int answers;

    BenchRun(String command, Pace pace, List<Question> questions, ReportFiles files) {
        this.command = command;
        this.pace = pace;
        this.questions = questions;
        this.files = files;
    }

    Machine machine() {
        return machine;
    }

    List<String> names() {
        return questions.stream().map(Question::name).distinct().toList();
    }

    Findings run() {
        try (Progress progress = Progress.of("bench", questions.size())) {
            List<Callable<Answer>> members = questions.stream()
                    .<Callable<Answer>>map(question -> () -> ask(question, progress)).toList();
            List<Answer> _ = switch (pace) {
                case FULL -> Serial.<Answer>of().scheduleAll(members).block();
                case QUICK -> Parallel.<Answer>of().scheduleAll(members).limit(LANES).block();
            };
        }
        return findings();
    }

    private Answer ask(Question question, Progress progress) {
        Answer answer;
        try {
            answer = question.ask(pace, words -> progress.say(question.name() + ": " + words));
        } catch (RuntimeException e) {
            answer = Answer.failed(String.valueOf(e.getMessage()));
        }
        if (Shutdown.hasBegun()) {
            throw new IllegalStateException("the run was ended while it asked for " + question.name());
        }
        note(question, answer);
        progress.step(question.name());
        return answer;
    }

    private void note(Question question, Answer answer) {
        lock.lock();
        try {
            scores.addAll(answer.scores());
            answer.failures().forEach(failure -> failures.add(question.name() + ": " + failure));
            answers++;
            files.write(findings());
        } finally {
            lock.unlock();
        }
    }

    private Findings findings() {
        List<Target> targets = questions.stream().flatMap(question -> question.targets().stream()).toList();
        return Findings.of(
                new Circumstances(command, pace, names(), began, Duration.ofNanos(System.nanoTime() - beganNanos),
                        machine, loadBefore, MachineLoad.now()),
                answers == questions.size(), scores, targets, failures);
    }
}
