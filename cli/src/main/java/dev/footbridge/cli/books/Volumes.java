package dev.footbridge.cli.books;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * The answer of a book service, in the form that the Google Books API gave to the world; further fields are ignored.
 *
 * @param totalItems how many books were found
 * @param items the books
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Volumes(int totalItems, List<Item> items) {

    static final Volumes NONE = new Volumes(0, List.of());

    /** Makes one; no list means no book. */
    @SuppressWarnings("NullAway") // a service leaves the list out where it found nothing
    public Volumes {
        items = items == null ? List.of() : List.copyOf(items);
    }

    /**
     * One book found.
     *
     * @param volumeInfo what is known of it
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Item(Info volumeInfo) {}

    /**
     * What is known of a book.
     *
     * @param title its title
     * @param authors its authors
     * @param publishedDate its year, or a fuller date
     * @param industryIdentifiers its numbers
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Info(String title, List<String> authors, String publishedDate,
            List<Identifier> industryIdentifiers) {}

    /**
     * A number of a book.
     *
     * @param type such as ISBN_13
     * @param identifier the number
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Identifier(String type, String identifier) {}

    static Volumes of(Book book) {
        Info info = new Info(book.title(), book.authors(), Integer.toString(book.year()),
                List.of(new Identifier("ISBN_13", book.isbn())));
        return new Volumes(1, List.of(new Item(info)));
    }
}
