package dev.footbridge.guide;

import dev.footbridge.guide.Chapter.Block;
import dev.footbridge.guide.Chapter.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds what in the guide is not as the examples are. Each method brings problems in words, none if all is well. */
final class Check {

    private static final Pattern SPANS = Pattern.compile("<!-- spans: (.+) -->\\n+((?:\\|.*\\n)+)");
    private static final Pattern FIGURES = Pattern.compile("<!-- figures: (.+) -->\\n+((?:\\|.*\\n)+)");
    private static final Pattern FIGURE = Pattern.compile("\\b\\d[\\d.,]* (?:ns|µs|ms|s)\\b");
    private static final Pattern SPAN = Pattern.compile("`([^`]+)`");
    private static final Pattern MAIN = Pattern.compile("public static void main\\(String\\[\\] \\w+\\)");

    private final Repository repository;
    private final Samples samples;

    Check(Repository repository) {
        this.repository = repository;
        this.samples = new Samples(repository);
    }

    private Stream<Chapter> chapters() {
        return repository.chapters().stream().map(path -> Chapter.of(path, repository.read(path)));
    }

    /** The region that a block is to be. */
    String code(Block block) {
        int hash = block.origin().indexOf('#');
        String path = hash < 0 ? block.origin() : block.origin().substring(0, hash);
        if (!repository.exists(path)) {
            throw new GuideException("there is no file " + path + ": name one, from the project's folder on");
        }
        String source = repository.read(path);
        return hash < 0 ? source : Regions.in(path, source).region(path, block.origin().substring(hash + 1));
    }

    /** Blocks that differ from what they quote, that quote what there is not, or that say nothing of where they are from. */
    List<String> blocks() {
        List<String> problems = new ArrayList<>();
        chapters().forEach(chapter -> chapter.blocks().forEach(block -> {
            String place = chapter.path() + ":" + block.line() + ": ";
            try {
                if (block.kind() == Kind.NONE && !block.language().equals("sh")) {
                    problems.add(place + "nothing says where this block is from: put <!-- code: file#region -->, "
                            + "<!-- output: class --> or <!-- command: ... --> on the line above it");
                } else if (block.kind() == Kind.CODE && !code(block).equals(block.text())) {
                    problems.add(place + "the block is not what " + block.origin() + " is: docs/run update takes it");
                }
            } catch (GuideException e) {
                problems.add(place + e.getMessage());
            }
        }));
        return problems;
    }

    /** Regions and programs of the examples that no chapter shows. */
    List<String> unused() {
        Set<String> shown = new LinkedHashSet<>();
        chapters().forEach(chapter -> chapter.blocks().forEach(block -> shown.add(block.origin())));
        List<String> problems = new ArrayList<>();
        for (String path : repository.files(Repository.EXAMPLES, ".java", Integer.MAX_VALUE)) {
            if (!path.contains("/dev/footbridge/examples/")) {
                continue;
            }
            for (String region : Regions.in(path, repository.read(path)).names()) {
                if (!shown.contains(path + "#" + region)) {
                    problems.add(
                            path + ": no chapter shows region \"" + region + "\": show it, or take the marks away");
                }
            }
        }
        for (String program : programs()) {
            if (!shown.contains(program)) {
                problems.add(program + ": no chapter shows what it prints: show that in an output block");
            }
        }
        return problems;
    }

    /** The examples and the samples that have a main. */
    List<String> programs() {
        return Stream.concat(examples().stream(), samples.programs().stream()).toList();
    }

    /** What one of them prints. */
    String printed(String program) {
        return samples.programs().contains(program) ? samples.printed(program) : Printed.by(program);
    }

    private List<String> examples() {
        String folder = Repository.EXAMPLES + "/main/java/";
        return repository.files(folder + "dev/footbridge/examples", ".java", Integer.MAX_VALUE).stream()
                .filter(path -> MAIN.matcher(repository.read(path)).find())
                .map(path -> path.substring(folder.length(), path.length() - ".java".length()).replace('/', '.'))
                .toList();
    }

    /** Outputs in chapters that are not what their program prints, but for how long things took. */
    List<String> outputs(String program, String printed) {
        List<String> problems = new ArrayList<>();
        chapters().forEach(chapter -> chapter.blocks().forEach(block -> {
            if (block.kind() == Kind.OUTPUT && block.origin().equals(program)
                    && !Printed.steady(block.text()).equals(Printed.steady(printed))) {
                problems.add(chapter.path() + ":" + block.line() + ": " + program + " prints\n" + printed + "and not\n"
                        + block.text());
            }
        }));
        return problems;
    }

    /** Outputs of programs that there are not. */
    List<String> programsThatAreNot() {
        List<String> programs = programs();
        return chapters().flatMap(chapter -> chapter.blocks().stream()
                .filter(block -> block.kind() == Kind.OUTPUT && !programs.contains(block.origin()))
                .map(block -> chapter.path() + ":" + block.line() + ": the examples have no program " + block.origin()
                        + ": name one of " + programs))
                .toList();
    }

    /** Code in the last column of a table that does not stand in the file that the comment above the table names. */
    List<String> spans() {
        List<String> problems = new ArrayList<>();
        for (String path : repository.chapters()) {
            Matcher table = SPANS.matcher(repository.read(path));
            while (table.find()) {
                String source = plain(repository.read(table.group(1)));
                for (String row : table.group(2).lines().skip(2).toList()) {
                    Matcher span = SPAN.matcher(row.substring(lastCell(row)));
                    while (span.find()) {
                        if (!source.contains(plain(span.group(1).replace("\\|", "|")))) {
                            problems.add(path + ": " + table.group(1) + " has no `" + span.group(1)
                                    + "`: write there what the table says, and compile it");
                        }
                    }
                }
            }
        }
        return problems;
    }

    /** Where the last cell begins: bars in code are written with a backslash. */
    private static int lastCell(String row) {
        int bar = row.lastIndexOf('|', row.lastIndexOf('|') - 1);
        while (bar > 0 && row.charAt(bar - 1) == '\\') {
            bar = row.lastIndexOf('|', bar - 1);
        }
        return Math.max(bar, 0);
    }

    /** Figures in a table that the document named above the table does not have. */
    List<String> figures() {
        List<String> problems = new ArrayList<>();
        for (String path : repository.chapters()) {
            Matcher table = FIGURES.matcher(repository.read(path));
            while (table.find()) {
                List<String> known = figures(repository.read(table.group(1)));
                figures(table.group(2)).stream().filter(figure -> !known.contains(figure))
                        .forEach(figure -> problems.add(path + ": " + table.group(1) + " has no figure " + figure
                                + ": take the one it has"));
            }
        }
        return problems;
    }

    private static List<String> figures(String text) {
        return FIGURE.matcher(text).results().map(MatchResult::group).toList();
    }

    private static String plain(String code) {
        return code.replaceAll("\\s+", "");
    }

    /** The command lines in the guide's blocks of the shell, and those whose output it shows. */
    List<String> commands() {
        return chapters().flatMap(chapter -> chapter.blocks().stream()).flatMap(block -> switch (block.kind()) {
            case COMMAND -> Stream.of(block.origin());
            case NONE, CODE -> block.language().equals("sh")
                    ? block.text().replaceAll("\\\\\\n *", "").lines()
                    : Stream.of();
            case OUTPUT -> Stream.of();
        }).map(line -> line.replaceAll("\\s+#.*", "").strip()).filter(line -> !line.isEmpty()).toList();
    }
}
