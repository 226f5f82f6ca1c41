package dev.footbridge.guide;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds links in documents that lead nowhere: to files that are not there, to anchors that no heading has. */
final class Links {

    private final Repository repository;
    private final Map<String, Markdown> parsed = new HashMap<>();

    Links(Repository repository) {
        this.repository = repository;
    }

    private Markdown document(String path) {
        return parsed.computeIfAbsent(path, it -> Markdown.of(repository.read(it)));
    }

    static boolean isElsewhere(String link) {
        return link.matches("[a-z]+:.*");
    }

    /** Where a relative link in a document leads, without its anchor. */
    static String target(String document, String link) {
        int hash = link.indexOf('#');
        String path = hash < 0 ? link : link.substring(0, hash);
        return path.isEmpty()
                ? document
                : Path.of(document).resolveSibling(path).normalize().toString().replace('\\', '/');
    }

    /** The problems, in words. */
    List<String> broken() {
        List<String> problems = new ArrayList<>();
        for (String path : repository.documents()) {
            for (String link : document(path).links()) {
                if (isElsewhere(link)) {
                    continue;
                }
                String target = target(path, link);
                int hash = link.indexOf('#');
                if (target.startsWith("..") || !repository.exists(target)) {
                    problems.add(path + " links to " + link + ": there is no " + target);
                } else if (hash >= 0 && target.endsWith(".md")
                        && !document(target).anchors().contains(link.substring(hash + 1))) {
                    problems.add(path + " links to " + link + ": " + target + " has no such heading (it has "
                            + document(target).anchors() + ")");
                }
            }
        }
        return problems;
    }
}
