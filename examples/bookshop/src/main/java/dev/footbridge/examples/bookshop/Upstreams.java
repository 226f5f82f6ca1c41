package dev.footbridge.examples.bookshop;

import dev.footbridge.examples.bookshop.isbn.IsbnService;
import dev.footbridge.examples.bookshop.prices.AsyncPrices;
import dev.footbridge.examples.bookshop.prices.BlockingPrices;
import java.net.URI;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The price service, and the two clients: each with as many connections as it needs, kept alive. */
@Configuration(proxyBeanMethods = false)
class Upstreams {

    @Bean
    @ConditionalOnProperty(name = "bookshop.prices.url", havingValue = "", matchIfMissing = true)
    IsbnService isbnService() {
        return IsbnService.open();
    }

    @Bean
    BlockingPrices blockingPrices(ShopSettings settings, ObjectProvider<IsbnService> service) {
        ShopSettings.Prices prices = settings.prices();
        return new BlockingPrices(address(prices, service), prices.timeout(), prices.connections());
    }

    @Bean
    AsyncPrices asyncPrices(ShopSettings settings, ObjectProvider<IsbnService> service) {
        ShopSettings.Prices prices = settings.prices();
        return new AsyncPrices(address(prices, service), prices.timeout(), prices.connections());
    }

    private static URI address(ShopSettings.Prices prices, ObjectProvider<IsbnService> service) {
        return prices.url().isEmpty() ? service.getObject().address() : URI.create(prices.url());
    }
}
