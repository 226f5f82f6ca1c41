package dev.footbridge.guide;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The documents as a folder of HTML files, which need nothing but themselves. */
final class Site {

    private static final String INDEX = Repository.GUIDE + "/README.md";
    private static final Pattern TARGET = Pattern.compile("(?:href|src)=\"([^\"]+)\"");
    private static final Pattern ID = Pattern.compile("id=\"([^\"]+)\"");

    private final Repository repository;
    private final Path folder;
    private final List<String> order;
    private final Map<String, String> titles = new LinkedHashMap<>();

    Site(Repository repository, Path folder) {
        this.repository = repository;
        this.folder = folder;
        this.order = inOrder(repository);
        for (String path : order) {
            titles.put(path, Markdown.of(repository.read(path)).title());
        }
    }

    /** The guide in the order in which its index links to its chapters, then the rest. */
    private static List<String> inOrder(Repository repository) {
        List<String> order = new ArrayList<>();
        order.add(INDEX);
        Markdown.of(repository.read(INDEX)).links().stream().filter(link -> !Links.isElsewhere(link))
                .map(link -> Links.target(INDEX, link)).filter(path -> path.startsWith(Repository.GUIDE + "/"))
                .filter(path -> path.endsWith(".md") && !order.contains(path)).distinct().forEach(order::add);
        repository.documents().stream().filter(path -> !order.contains(path)).forEach(order::add);
        return List.copyOf(order);
    }

    /** Writes all of it, over what was there. */
    void write() throws IOException {
        clear();
        for (String path : order) {
            Markdown document = Markdown.of(repository.read(path));
            copyTargets(path, document);
            write(html(path), page(path, document));
        }
        write("index.html", "<!DOCTYPE html><meta charset=\"utf-8\"><title>Footbridge</title>"
                + "<meta http-equiv=\"refresh\" content=\"0; url=" + html(INDEX) + "\"><a href=\"" + html(INDEX)
                + "\">Footbridge</a>\n");
        write("docs/adr/index.html", framed("docs/adr/index.md", "Decisions", decisions()));
        try (InputStream style = Site.class.getResourceAsStream("style.css")) {
            Files.copy(Objects.requireNonNull(style, "style.css"), folder.resolve("style.css"));
        }
    }

    private String decisions() {
        StringBuilder list = new StringBuilder("<h1>Decisions</h1>\n<ul>\n");
        order.stream().filter(path -> path.startsWith("docs/adr/"))
                .forEach(path -> list.append("<li>").append(link("docs/adr/index.md", path)).append("</li>\n"));
        return list.append("</ul>\n").toString();
    }

    private void clear() throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** What documents link to and is no document: pictures, the licence, sources. */
    private void copyTargets(String path, Markdown document) throws IOException {
        for (String link : document.links()) {
            String target = Links.isElsewhere(link) ? "" : Links.target(path, link);
            Path from = repository.root().resolve(target);
            if (!target.isEmpty() && !target.endsWith(".md") && Files.isRegularFile(from)) {
                Path to = folder.resolve(target);
                Files.createDirectories(to.getParent());
                Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static String html(String path) {
        return path.replaceAll("\\.md$", ".html");
    }

    private String page(String path, Markdown document) {
        return framed(path, document.title(), document.html(link -> Links.isElsewhere(link)
                ? link
                : link.replaceAll("\\.md(?=#|$)", ".html").replaceAll("docs/adr/?$", "docs/adr/index.html"))
                + beforeAndAfter(path));
    }

    private String beforeAndAfter(String path) {
        int place = order.indexOf(path);
        StringBuilder foot = new StringBuilder("<p class=\"turn\">");
        if (place > 0) {
            foot.append("← ").append(link(path, order.get(place - 1)));
        }
        if (place + 1 < order.size()) {
            foot.append(" <span>").append(link(path, order.get(place + 1))).append(" →</span>");
        }
        return foot.append("</p>\n").toString();
    }

    private String link(String from, String to) {
        return "<a href=\"" + relative(from, html(to)) + "\">" + Highlight.escaped(titles.getOrDefault(to, to))
                + "</a>";
    }

    private static String relative(String from, String to) {
        Path parent = Path.of(from).getParent();
        return (parent == null ? Path.of(to) : parent.relativize(Path.of(to))).toString().replace('\\', '/');
    }

    private String framed(String path, String title, String body) {
        StringBuilder navigation = new StringBuilder();
        String group = "";
        for (String page : order) {
            String its = page.startsWith(Repository.GUIDE)
                    ? "Guide"
                    : page.startsWith("docs/adr")
                            ? "Decisions"
                            : "Project";
            if (!its.equals(group)) {
                navigation.append("<h2>").append(its).append("</h2>\n");
                group = its;
            }
            navigation.append(page.equals(path) ? "<p class=\"here\">" : "<p>").append(link(path, page))
                    .append("</p>\n");
        }
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <link rel="stylesheet" href="%s">
                </head>
                <body>
                <nav>
                %s</nav>
                <main>
                %s</main>
                </body>
                </html>
                """.formatted(Highlight.escaped(title), relative(path, "style.css"), navigation, body);
    }

    /** Links and anchors of the written pages that lead nowhere. */
    List<String> broken() throws IOException {
        List<String> problems = new ArrayList<>();
        Map<Path, TreeSet<String>> ids = new LinkedHashMap<>();
        List<Path> pages;
        try (var all = Files.walk(folder)) {
            pages = all.filter(path -> path.toString().endsWith(".html")).sorted().toList();
        }
        for (Path page : pages) {
            TreeSet<String> its = new TreeSet<>();
            ID.matcher(Files.readString(page, StandardCharsets.UTF_8)).results().forEach(id -> its.add(id.group(1)));
            ids.put(page, its);
        }
        for (Path page : pages) {
            Matcher link = TARGET.matcher(Files.readString(page, StandardCharsets.UTF_8));
            while (link.find()) {
                String target = link.group(1);
                if (Links.isElsewhere(target)) {
                    continue;
                }
                int hash = target.indexOf('#');
                Path file = hash == 0
                        ? page
                        : page.resolveSibling(hash < 0 ? target : target.substring(0, hash)).normalize();
                TreeSet<String> its = ids.getOrDefault(file, new TreeSet<>());
                if (!Files.isRegularFile(file) || (hash >= 0 && !its.contains(target.substring(hash + 1)))) {
                    problems.add(folder.relativize(page) + " links to " + target + ", which is not in the site");
                }
            }
        }
        return problems;
    }
}
