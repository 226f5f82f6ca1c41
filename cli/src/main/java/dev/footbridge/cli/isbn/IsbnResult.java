package dev.footbridge.cli.isbn;

import java.util.List;

/**
 * The JSON file.
 *
 * @param books the number of books looked up
 * @param latencySeconds how long the service takes for a single lookup
 * @param rows the times
 */
record IsbnResult(int books, double latencySeconds, List<Row> rows) {}
