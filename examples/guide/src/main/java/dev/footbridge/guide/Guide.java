package dev.footbridge.guide;

import dev.footbridge.guide.Chapter.Block;
import dev.footbridge.guide.Chapter.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The command {@code docs/run}: checks the guide, takes its blocks from the examples, renders it. */
public final class Guide {

    private static final String USAGE = """
            usage: docs/run check      says what in the guide is not as the examples are
                   docs/run update     takes code from the examples, and outputs that have changed
                   docs/run refresh    the same, and all outputs again: times may have changed
                   docs/run commands   runs the commands whose output the guide shows, and compares
                   docs/run site       renders docs/target/site, and checks its links
            """;

    private final Repository repository;
    private final Check check;

    private Guide(Repository repository) {
        this.repository = repository;
        this.check = new Check(repository);
    }

    /**
     * Runs the command.
     *
     * @param args what to do
     * @throws IOException if a file cannot be written
     */
    public static void main(String[] args) throws IOException {
        Guide guide = new Guide(Repository.here());
        List<String> problems = switch (args.length == 1 ? args[0] : "") {
            case "check" -> guide.check();
            case "update" -> guide.update(false);
            case "refresh" -> guide.update(true);
            case "commands" -> guide.commands();
            case "site" -> guide.site();
            default -> List.of(USAGE);
        };
        problems.forEach(System.err::println);
        System.exit(problems.isEmpty() ? 0 : 1); // the application-wide loop and pool end with it
    }

    private List<String> check() {
        List<String> problems = new ArrayList<>(check.blocks());
        problems.addAll(check.unused());
        problems.addAll(check.spans());
        problems.addAll(check.figures());
        problems.addAll(check.programsThatAreNot());
        problems.addAll(new Links(repository).broken());
        check.programs().forEach(program -> problems.addAll(check.outputs(program, check.printed(program))));
        return problems;
    }

    private List<String> update(boolean all) {
        Map<String, String> printed = new HashMap<>();
        rewrite(Set.of(Kind.CODE, Kind.OUTPUT), block -> {
            if (block.kind() == Kind.CODE) {
                return check.code(block);
            }
            String text = printed.computeIfAbsent(block.origin(), check::printed);
            return !all && isSame(text, block) ? block.text() : text;
        });
        if (all) {
            rewrite(Set.of(Kind.COMMAND), block -> Printed.byCommand(repository.root(), block.origin()));
        }
        return List.of();
    }

    private List<String> commands() {
        List<String> problems = new ArrayList<>();
        rewrite(Set.of(Kind.COMMAND), block -> {
            String text = Printed.byCommand(repository.root(), block.origin());
            if (!isSame(text, block)) {
                problems.add(block.origin() + " prints\n" + text + "and not\n" + block.text());
            }
            return block.text();
        });
        return problems;
    }

    private static boolean isSame(String text, Block block) {
        if (block.kind() == Kind.COMMAND) {
            return Printed.rough(text).equals(Printed.rough(block.text()));
        }
        return Printed.steady(text).equals(Printed.steady(block.text()));
    }

    private void rewrite(Set<Kind> kinds, Function<Block, String> text) {
        for (String path : repository.chapters()) {
            String before = repository.read(path);
            String after = Chapter.of(path, before).with(kinds, text);
            if (!after.equals(before)) {
                repository.write(path, after);
                System.out.println("rewritten: " + path);
            }
        }
    }

    private List<String> site() throws IOException {
        Site site = new Site(repository, repository.root().resolve("docs/target/site"));
        site.write();
        System.out.println("written: docs/target/site/index.html");
        return site.broken();
    }
}
