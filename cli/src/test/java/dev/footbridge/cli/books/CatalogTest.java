package dev.footbridge.cli.books;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CatalogTest {

    @Test
    void hasAsManyDifferentBooksAsAskedFor() {
        assertThat(Catalog.isbns(5_000)).hasSize(5_000).doesNotHaveDuplicates()
                .allSatisfy(isbn -> assertThat(Catalog.titleOf(isbn)).isNotBlank());
    }

    @Test
    void everyNumberHasARightCheckDigit() {
        assertThat(Catalog.isbns(200)).allSatisfy(isbn -> {
            int sum = 0;
            for (int i = 0; i < 13; i++) {
                sum += Character.digit(isbn.charAt(i), 10) * (i % 2 == 0 ? 1 : 3);
            }
            assertThat(sum % 10).isZero();
        });
    }

    @Test
    void repeatsRealBooksForServicesThatKnowNoOthers() {
        assertThat(Catalog.realIsbns(30)).hasSize(30).allMatch(isbn -> !Catalog.titleOf(isbn).startsWith("Volume"));
    }

    @Test
    void findsNothingForOtherQueries() {
        assertThat(Catalog.search("isbn:1")).isEqualTo(Volumes.NONE);
        assertThat(Catalog.search("title:Effective Java")).isEqualTo(Volumes.NONE);
    }
}
