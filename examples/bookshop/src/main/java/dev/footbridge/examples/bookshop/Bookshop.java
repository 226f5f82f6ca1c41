package dev.footbridge.examples.bookshop;

import dev.footbridge.examples.bookshop.isbn.IsbnService;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/**
 * The shop: a page of an order, its JSON in three ways, and orders to place.
 *
 * <p>{@code java -jar bookshop.jar} brings its own database and its own price service; {@code java -jar bookshop.jar
 * isbn-service} is that service alone, until its standard input ends.
 */
@SpringBootApplication(proxyBeanMethods = false)
@EnableConfigurationProperties(ShopSettings.class)
public class Bookshop {

    static final String ISBN_SERVICE = "isbn-service";

    /** Makes one; Spring does. */
    public Bookshop() {}

    /** Starts the shop, or the price service alone. */
    public static void main(String[] args) throws Exception {
        if (List.of(args).equals(List.of(ISBN_SERVICE))) {
            IsbnService.serveUntilInputEnds();
        } else {
            SpringApplication.run(Bookshop.class, args);
        }
    }
}
