import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Judges whether the figures that a {@code footbridge} command wrote with {@code --json} make sense. */
public final class CheckFigures {

    private static final Set<String> WAYS = Set.of("sync-pool", "thread-per-call", "footbridge-async",
            "footbridge-to-async");
    private static final Set<String> VERSIONS = Set.of("serial", "awaited-one-by-one", "two-awaits", "gathered");

    private static final Set<String> BENCH_QUESTIONS = Set.of("bridge", "switching", "gather", "queue", "generator",
            "lock", "http", "hosts");

    private final Set<String> wrong = new LinkedHashSet<>();
    private final JsonNode root;

    private CheckFigures(JsonNode root) {
        this.root = root;
    }

    public static void main(String[] args) {
        if (args.length != 2) {
            fail("usage: CheckFigures perf|isbn|levels|levels-hosts|load|soak|chaos|chaos-hosts|bench FILE");
        }
        var check = new CheckFigures(JsonMapper.shared().readTree(Path.of(args[1])));
        switch (args[0]) {
            case "perf" -> check.perf();
            case "isbn" -> check.isbn();
            case "levels" -> check.levels();
            case "load" -> check.load();
            case "soak" -> check.soak();
            case "chaos" -> check.chaos();
            case "bench" -> check.bench();
            case "levels-hosts" -> check.levelsOnHosts();
            case "chaos-hosts" -> check.chaosOnHosts();
            default -> fail("no such command: " + args[0]);
        }
        check.wrong.forEach(line -> System.err.println("figures of " + args[0] + ": " + line));
        if (!check.wrong.isEmpty()) {
            System.exit(1);
        }
        System.out.println("figures of " + args[0] + ": " + switch (args[0]) {
            case "soak" -> check.root.path("programs").asString() + " programs";
            case "chaos", "chaos-hosts" -> check.root.path("jobs").asString() + " jobs";
            default -> check.rows().size() + " rows";
        } + " make sense");
    }

    private void perf() {
        positive(root, "average");
        notNegative(root, "latencyMillis");
        for (JsonNode row : rows()) {
            positive(row, "calls");
            positive(row, "payloadBytes");
            positive(row, "cpuSeconds");
            positive(row, "wallSeconds");
            positive(row, "cpuRatioToSync");
        }
        for (String calls : values("calls")) {
            for (String payload : values("payloadBytes")) {
                for (String way : WAYS) {
                    one(way + " with " + calls + " calls of " + payload + " bytes", row -> text(row, "way").equals(way)
                            && text(row, "calls").equals(calls) && text(row, "payloadBytes").equals(payload));
                }
            }
        }
    }

    private void isbn() {
        positive(root, "books");
        positive(root, "latencySeconds");
        for (JsonNode row : rows()) {
            positive(row, "wallSeconds");
            positive(row, "overIdeal");
        }
        for (String name : VERSIONS) {
            one(name, row -> text(row, "name").equals(name));
        }
        if (wrong.isEmpty() && overIdeal("gathered") >= overIdeal("serial")) {
            wrong.add("gathered is not faster than serial: " + root);
        }
    }

    private void levels() {
        for (JsonNode row : rows()) {
            positive(row, "jobs");
            positive(row, "wallSeconds");
            positive(row, "speedUp");
            if (!row.path("correct").isBoolean() || !row.path("correct").booleanValue()) {
                wrong.add("a result is not correct in " + row);
            }
        }
        atLeast(2, "work");
        atLeast(3, "level");
        JsonNode pools = root.path("pools");
        positive(pools, "cpus");
        int jobs = 0;
        for (JsonNode row : pools.path("rows")) {
            jobs += row.path("jobs").intValue();
            positive(row, "wallSeconds");
            positive(row, "ratio");
            positive(row, "mostAtOnce");
            if (!row.path("correct").isBoolean() || !row.path("correct").booleanValue()) {
                wrong.add("a result is not correct in " + row);
            }
        }
        if (jobs == 0) {
            wrong.add("no rows of pools in " + root);
        }
        for (String order : List.of("sequential", "concurrent")) {
            one("cpu on processes, " + order, row -> text(row, "work").equals("cpu")
                    && text(row, "level").equals("processes") && text(row, "order").equals(order));
        }
        JsonNode processes = root.path("processes");
        positive(processes, "workers");
        if (processes.path("rows").size() < 3) {
            wrong.add("fewer than 3 rows of processes in " + root);
        }
        for (JsonNode row : processes.path("rows")) {
            positive(row, "jobs");
            positive(row, "wallSeconds");
            positive(row, "microsPerJob");
            if (!row.path("correct").isBoolean() || !row.path("correct").booleanValue()) {
                wrong.add("a result is not correct in " + row);
            }
        }
    }

    private void chaos() {
        for (String field : List.of("jobs", "done", "failedNamingCrash", "seconds")) {
            positive(root, field);
        }
        notNegative(root, "kills");
        if (root.path("kills").longValue() + root.path("stops").longValue() == 0) {
            wrong.add("nobody was struck in " + root);
        }
        for (String field : List.of("otherFailures", "ranTwice", "unsettled", "workersLeft")) {
            notNegative(root, field);
            if (root.path(field).doubleValue() > 0) {
                wrong.add(field + " is not 0 in " + root);
            }
        }
        for (String field : List.of("stops", "garbage", "descriptorsBefore", "descriptorsAfter", "heapBefore",
                "heapAfter", "seed")) {
            notNegative(root, field);
        }
        if (root.path("jobs").longValue() != root.path("done").longValue()
                + root.path("failedNamingCrash").longValue()) {
            wrong.add("some jobs are not accounted for in " + root);
        }
    }

    /** Speed is not judged here: the run is short, and the machine may be busy. */
    private void bench() {
        positive(root, "seconds");
        positive(root.path("machine"), "cpus");
        positive(root.path("machine"), "memoryBytes");
        if (!root.path("complete").booleanValue() || !root.path("failures").isEmpty()) {
            wrong.add("it did not come to its end without a failure: " + root.path("failures"));
        }
        Map<String, Set<String>> contenders = new TreeMap<>();
        for (JsonNode row : rows()) {
            if (!text(row, "question").equals("memory")) { // that of few coroutines is lost in the noise
                positive(row, "score");
            }
            boolean isCompared = row.has("bestPeer") && row.path("ratio").doubleValue() > 0;
            if (row.has("bestPeer") != isCompared) {
                wrong.add("ratio is not plausible in " + row);
            }
            contenders.computeIfAbsent(text(row, "question"), _ -> new TreeSet<>()).add(text(row, "contender"));
        }
        for (String question : BENCH_QUESTIONS) {
            Set<String> names = contenders.getOrDefault(question, Set.of());
            if (names.stream().noneMatch(name -> name.startsWith("footbridge"))
                    || names.stream().allMatch(name -> name.startsWith("footbridge"))) {
                wrong.add("Footbridge and a peer are not both in " + question + ": " + names);
            }
        }
        for (String step : List.of("start", "cold map", "no-op call", "warm map, chunk 1", "1 MiB")) {
            if (rows().stream().noneMatch(row -> text(row, "question").equals("processes")
                    && text(row, "setting").startsWith(step))) {
                wrong.add("process pools have no figure for " + step);
            }
        }
        if (root.path("targets").isEmpty()) {
            wrong.add("no targets in " + root);
        }
    }

    /** Speed is not judged here but for the plainest: 20 waits at once take less time than one after another. */
    private void load() {
        for (String field : List.of("clients", "requests", "rounds", "threads", "cpus", "p50Ratio", "cpuRatio")) {
            positive(root, field);
        }
        notNegative(root, "wrong");
        if (root.path("wrong").doubleValue() > 0) {
            wrong.add("wrong is not 0 in " + root);
        }
        for (JsonNode row : rows()) {
            for (String field : List.of("requests", "requestsPerSecond", "p50Millis", "p99Millis", "cpuMillis")) {
                positive(row, field);
            }
        }
        for (String endpoint : List.of("sequential", "threads", "footbridge")) {
            one(endpoint, row -> text(row, "endpoint").equals(endpoint));
        }
        if (root.path("p50Ratio").doubleValue() >= 1) {
            wrong.add("Footbridge is not faster than one after another: " + root);
        }
    }

    private void chaosOnHosts() {
        chaos();
        JsonNode hosts = root.path("hosts");
        positive(hosts, "joined");
        for (String field : List.of("left", "rivals", "orphans", "cuts", "lost", "retried", "bounced", "late")) {
            notNegative(hosts, field);
        }
        if (hosts.path("orphans").doubleValue() > 0) {
            wrong.add("orphans is not 0 in " + hosts);
        }
    }

    private void levelsOnHosts() {
        levels();
        for (String work : List.of("cpu", "io")) {
            for (String order : List.of("sequential", "concurrent")) {
                one(work + " on hosts, " + order, row -> text(row, "work").equals(work)
                        && text(row, "level").equals("hosts") && text(row, "order").equals(order));
            }
        }
    }

    private void soak() {
        positive(root, "seconds");
        positive(root, "programs");
        for (String field : List.of("violations", "pending", "threadsLeft")) {
            notNegative(root, field);
            if (root.path(field).doubleValue() > 0) {
                wrong.add(field + " is not 0 in " + root);
            }
        }
        if (root.size() != 5) {
            wrong.add("there are other figures than those five in " + root);
        }
    }

    private List<JsonNode> rows() {
        List<JsonNode> rows = new ArrayList<>();
        root.path("rows").forEach(rows::add);
        if (rows.isEmpty()) {
            wrong.add("no rows in " + root);
        }
        return rows;
    }

    private double overIdeal(String name) {
        return rows().stream().filter(row -> text(row, "name").equals(name)).findFirst().orElseThrow().path("overIdeal")
                .doubleValue();
    }

    private Set<String> values(String field) {
        Set<String> values = new TreeSet<>();
        rows().forEach(row -> values.add(text(row, field)));
        return values;
    }

    private void one(String what, Predicate<JsonNode> filter) {
        long found = rows().stream().filter(filter).count();
        if (found != 1) {
            wrong.add(found + " rows for " + what + " instead of 1");
        }
    }

    private void atLeast(int many, String field) {
        if (values(field).size() < many) {
            wrong.add("fewer than " + many + " kinds of " + field + ": " + values(field));
        }
    }

    private void positive(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isNumber() || !(value.doubleValue() > 0)) {
            wrong.add(field + " is not above 0 in " + node);
        }
    }

    private void notNegative(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isNumber() || !(value.doubleValue() >= 0)) {
            wrong.add(field + " is missing or negative in " + node);
        }
    }

    private static String text(JsonNode row, String field) {
        return row.path(field).asString("");
    }

    private static void fail(String message) {
        System.err.println(message);
        System.exit(2);
    }
}
