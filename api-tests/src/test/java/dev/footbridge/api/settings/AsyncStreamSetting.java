package dev.footbridge.api.settings;

/** Books that are fetched by their number. */
public class AsyncStreamSetting extends Setting {

    protected Book fetch(String isbn) {
        throw new UnsupportedOperationException();
    }

    protected void print(Book book) {}
}
