package dev.footbridge.cli.isbn;

import dev.footbridge.cli.http.Probe;
import dev.footbridge.cli.input.BadInput;
import java.net.URI;

/** Where a book is asked for: an address in which the place of the ISBN is marked. */
record BookAddress(String template) {

    static final String PLACE = "{isbn}";

    BookAddress {
        BadInput.unless(template.contains(PLACE),
                "--url is " + template + ": it must have " + PLACE + " where the number of the book goes");
        Probe.address(template.replace(PLACE, "0"));
    }

    URI of(String isbn) {
        return URI.create(template.replace(PLACE, isbn));
    }
}
