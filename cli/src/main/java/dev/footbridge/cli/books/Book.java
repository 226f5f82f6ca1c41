package dev.footbridge.cli.books;

import java.util.List;

/** A book, as far as the command looks at it. */
record Book(String isbn, String title, List<String> authors, int year) {

    Book {
        authors = List.copyOf(authors);
    }
}
