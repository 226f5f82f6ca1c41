package dev.footbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.UnmatchedArgumentException;

/** The commands in {@code docs/guide/hosts.md}, its systemd unit and its Kubernetes manifest. */
class HostsGuideTest {

    private static final Path GUIDE = Path.of("../docs/guide/hosts.md");
    private static final Pattern COMMAND = Pattern.compile("^(?:\\./footbridge|ExecStart=.*?footbridge\\.jar) (.*)$",
            Pattern.MULTILINE);
    private static final Pattern CONTAINER = Pattern
            .compile("footbridge\\.jar\", \"(\\w+)\"]\\n *args:\\n((?: *- --.*\\n)+)");

    /** The arguments of each command in the guide. */
    private static List<List<String>> commands(String guide) {
        String lines = guide.replaceAll("\\\\\\n *", "");
        Stream<List<String>> written = COMMAND.matcher(lines).results().map(found -> words(found.group(1)));
        Stream<List<String>> contained = CONTAINER.matcher(lines).results().map(HostsGuideTest::container);
        return Stream.concat(written, contained).toList();
    }

    private static List<String> container(MatchResult found) {
        return words(found.group(1) + " " + found.group(2).replaceAll("\\s+- ", " "));
    }

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+"));
    }

    private static void parse(List<String> command) {
        FootbridgeCommand.line().parseArgs(command.toArray(String[]::new));
    }

    @Test
    @DisplayName("each command of the guide is understood, the unit's and the container's included")
    void understandsTheGuide() throws IOException {
        List<List<String>> commands = commands(Files.readString(GUIDE));
        assertThat(commands).extracting(List::getFirst).containsExactly("worker", "cluster", "worker", "worker");
        assertThat(commands.getLast()).contains("--dns=shop-workers.default.svc.cluster.local", "--drain=60s");
        assertThat(commands).allSatisfy(HostsGuideTest::parse);
    }

    @Test
    @DisplayName("the check finds an option that there is not")
    void theCheckFindsWrongOptions() {
        List<List<String>> commands = commands("```sh\n./footbridge worker --joins \\\n    10.0.0.1\n```\n");
        assertThat(commands).hasSize(1);
        assertThatThrownBy(() -> parse(commands.getFirst())).isInstanceOf(UnmatchedArgumentException.class);
    }
}
