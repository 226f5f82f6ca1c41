package dev.footbridge.examples.bookshop.prices;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** The request for a price and the reply to it, the same for both clients. */
final class PriceReply {

    private static final ObjectReader READER = JsonMapper.shared().readerFor(Quote.class);

    private PriceReply() {}

    static URI address(URI service, String isbn) {
        return service.resolve("/books/" + isbn);
    }

    static Quote quote(String isbn, int status, @Nullable String body) {
        if (status != 200 || body == null) {
            throw NoPrice.answered(isbn, status);
        }
        return READER.readValue(body);
    }
}
