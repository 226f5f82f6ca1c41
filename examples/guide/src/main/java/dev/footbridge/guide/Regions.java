package dev.footbridge.guide;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The regions of a source file: what stands between {@code @start region="name"} and {@code @end}, in comments. */
final class Regions {

    private static final Pattern START = Pattern.compile("^\\s*\\S+\\s*@start region=\"([^\"]+)\".*$");
    private static final Pattern END = Pattern.compile("^\\s*\\S+\\s*@end\\b.*$");

    private final Map<String, String> byName;

    private Regions(Map<String, String> byName) {
        this.byName = byName;
    }

    static Regions in(String path, String source) {
        Map<String, String> regions = new LinkedHashMap<>();
        List<String> open = new ArrayList<>();
        String name = "";
        for (String line : source.lines().toList()) {
            Matcher start = START.matcher(line);
            if (start.matches()) {
                if (!name.isEmpty()) {
                    throw new GuideException(path + " starts region \"" + start.group(1) + "\" inside \"" + name
                            + "\": regions do not nest, end that one first");
                }
                name = start.group(1);
                if (regions.containsKey(name)) {
                    throw new GuideException(path + " has two regions \"" + name + "\": give each a name of its own");
                }
            } else if (END.matcher(line).matches()) {
                if (name.isEmpty()) {
                    throw new GuideException(path + " has an @end without a region: start one before it");
                }
                regions.put(name, dedented(open));
                open.clear();
                name = "";
            } else if (!name.isEmpty()) {
                open.add(line);
            }
        }
        if (!name.isEmpty()) {
            throw new GuideException(path + " never ends region \"" + name + "\": add // @end");
        }
        return new Regions(regions);
    }

    private static String dedented(List<String> lines) {
        List<String> kept = lines.stream().dropWhile(String::isBlank).toList();
        return String.join("\n", kept).stripIndent().stripTrailing().indent(0);
    }

    Iterable<String> names() {
        return byName.keySet();
    }

    /** The region's lines without their common indent, each with its line end. */
    String region(String path, String name) {
        String region = byName.get(name);
        if (region == null) {
            throw new GuideException(path + " has no region \"" + name + "\" (it has " + byName.keySet()
                    + "): name one of these, or mark it");
        }
        return region;
    }
}
