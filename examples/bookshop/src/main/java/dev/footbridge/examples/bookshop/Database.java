package dev.footbridge.examples.bookshop;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** PostgreSQL: the one that {@code bookshop.db.url} names, else one that lives as long as the shop. */
@Configuration(proxyBeanMethods = false)
class Database {

    @Bean
    @ConditionalOnProperty(name = "bookshop.db.url", havingValue = "", matchIfMissing = true)
    EmbeddedPostgres embeddedPostgres() throws IOException {
        try {
            // Its own shutdown hook would run beside Spring's, and take the database away from requests that are not done.
            return EmbeddedPostgres.builder().setRegisterShutdownHook(false).start();
        } catch (IllegalStateException e) {
            throw new IllegalStateException("the embedded PostgreSQL did not start (there is one for Linux on x86-64): "
                    + e.getMessage() + "; name your own with bookshop.db.url", e);
        }
    }

    @Bean
    HikariDataSource dataSource(ShopSettings settings, ObjectProvider<EmbeddedPostgres> embedded) {
        ShopSettings.Db db = settings.db();
        HikariConfig config = new HikariConfig();
        config.setPoolName("shop");
        config.setJdbcUrl(db.url().isEmpty() ? embedded.getObject().getJdbcUrl(db.user(), "postgres") : db.url());
        config.setUsername(db.user());
        config.setPassword(db.password());
        config.setMaximumPoolSize(db.connections());
        return new HikariDataSource(config);
    }
}
