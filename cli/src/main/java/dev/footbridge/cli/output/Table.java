package dev.footbridge.cli.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table in plain text: the columns are as wide as their widest cell, the last cells of a row are on the right, and
 * the first ones, which name things, on the left. Not for use by several threads.
 */
public final class Table {

    private static final String GAP = "  ";

    private final int names;
    private final List<List<String>> rows = new ArrayList<>();

    private Table(int names) {
        this.names = names;
    }

    /** Makes one with the given titles, the first few of which head columns of names. */
    public static Table of(int names, String... titles) {
        Table table = new Table(names);
        return table.row((Object[]) titles);
    }

    /** Adds a row. */
    public Table row(Object... cells) {
        rows.add(Arrays.stream(cells).map(String::valueOf).toList());
        return this;
    }

    /** The lines of the table, titles first. */
    public List<String> lines() {
        int[] widths = new int[rows.getFirst().size()];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            String space = " ".repeat(widths[i] - row.get(i).length());
            line.append(i == 0 ? "" : GAP).append(i < names ? row.get(i) + space : space + row.get(i));
        }
        return line.toString().stripTrailing();
    }
}
