package dev.footbridge.cli.books;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The books that exist: fourteen well-known ones, and as many made-up ones as are asked for. */
public final class Catalog {

    private static final String QUERY = "isbn:";
    private static final String MADE_UP = "97900000";

    private static final List<Book> KNOWN = List.of(
            book("9780134685991", "Effective Java", 2017, "Joshua Bloch"),
            book("9780321349606", "Java Concurrency in Practice", 2006, "Brian Goetz", "Tim Peierls", "Joshua Bloch",
                    "Joseph Bowbeer", "David Holmes", "Doug Lea"),
            book("9780201633610", "Design Patterns", 1994, "Erich Gamma", "Richard Helm", "Ralph Johnson",
                    "John Vlissides"),
            book("9780132350884", "Clean Code", 2008, "Robert C. Martin"),
            book("9780201616224", "The Pragmatic Programmer", 1999, "Andrew Hunt", "David Thomas"),
            book("9780131103627", "The C Programming Language", 1988, "Brian W. Kernighan", "Dennis M. Ritchie"),
            book("9780262033848", "Introduction to Algorithms", 2009, "Thomas H. Cormen", "Charles E. Leiserson",
                    "Ronald L. Rivest", "Clifford Stein"),
            book("9780201485677", "Refactoring", 1999, "Martin Fowler"),
            book("9780321125217", "Domain-Driven Design", 2003, "Eric Evans"),
            book("9780735619678", "Code Complete", 2004, "Steve McConnell"),
            book("9780201835953", "The Mythical Man-Month", 1995, "Frederick P. Brooks Jr."),
            book("9780596517748", "JavaScript: The Good Parts", 2008, "Douglas Crockford"),
            book("9781449373320", "Designing Data-Intensive Applications", 2017, "Martin Kleppmann"),
            book("9780596007126", "Head First Design Patterns", 2004, "Eric Freeman", "Elisabeth Robson"));

    private Catalog() {}

    /** The ISBNs of that many different books. */
    public static List<String> isbns(int count) {
        List<String> isbns = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            isbns.add(i < KNOWN.size() ? KNOWN.get(i).isbn() : madeUp(i));
        }
        return List.copyOf(isbns);
    }

    /** The ISBNs of real books, again and again until there are that many. */
    public static List<String> realIsbns(int count) {
        List<String> isbns = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            isbns.add(KNOWN.get(i % KNOWN.size()).isbn());
        }
        return List.copyOf(isbns);
    }

    /** The title of a book, or nothing where there is no such book. */
    public static String titleOf(String isbn) {
        return find(isbn).map(Book::title).orElse("");
    }

    /** What a book service answers to a query such as {@code isbn:9780134685991}. */
    public static Volumes search(String query) {
        String isbn = query.startsWith(QUERY) ? query.substring(QUERY.length()) : "";
        return find(isbn).map(Volumes::of).orElse(Volumes.NONE);
    }

    private static Optional<Book> find(String isbn) {
        Optional<Book> known = KNOWN.stream().filter(book -> book.isbn().equals(isbn)).findFirst();
        return isbn.startsWith(MADE_UP) ? Optional.of(book(isbn, "Volume " + isbn, 2026, "A. Nonymous")) : known;
    }

    private static String madeUp(int number) {
        String digits = MADE_UP + String.format("%04d", number);
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            sum += Character.digit(digits.charAt(i), 10) * (i % 2 == 0 ? 1 : 3);
        }
        return digits + (10 - sum % 10) % 10;
    }

    private static Book book(String isbn, String title, int year, String... authors) {
        return new Book(isbn, title, List.of(authors), year);
    }
}
