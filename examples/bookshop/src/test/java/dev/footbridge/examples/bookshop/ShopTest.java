package dev.footbridge.examples.bookshop;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** Runs beside the whole shop on a free port, with its database and price service: one for all tests that say so. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@SpringBootTest(classes = Bookshop.class, webEnvironment = WebEnvironment.RANDOM_PORT, properties = {
        "bookshop.prices.timeout=3s", "bookshop.threads=50"})
public @interface ShopTest {
}
