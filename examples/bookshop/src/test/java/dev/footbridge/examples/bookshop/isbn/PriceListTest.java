package dev.footbridge.examples.bookshop.isbn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PriceListTest {

    private final List<String> books = LongStream.range(0, 2_000).mapToObj(i -> String.valueOf(9_781_000_000_000L + i))
            .toList();

    @Test
    void takesFrom50To200Milliseconds() {
        assertThat(books.stream().map(PriceList::latency).map(Duration::toMillis))
                .allMatch(millis -> millis >= 50 && millis <= 200).contains(50L, 200L);
        assertThat(books.stream().mapToLong(isbn -> PriceList.latency(isbn).toMillis()).average().orElseThrow())
                .isBetween(115.0, 135.0);
    }

    @Test
    void hasAPriceForEachBook() {
        assertThat(books.stream().map(PriceList::cents)).allMatch(cents -> cents >= 450 && cents < 4_050);
        assertThat(books.stream().map(PriceList::cents).distinct().count()).isGreaterThan(1_000);
    }

    @Test
    void knowsABookByItsDigits() {
        assertThat(PriceList.isBook("9781000000000")).isTrue();
        assertThat(List.of("", "978100000000", "97810000000000", "978100000000x")).noneMatch(PriceList::isBook);
    }
}
