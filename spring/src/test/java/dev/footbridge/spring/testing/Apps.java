package dev.footbridge.spring.testing;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts applications as {@code main} would, on a free port. */
public final class Apps {

    private Apps() {}

    /** An application with a real server. */
    public static ConfigurableApplicationContext web(Class<?> main, String... properties) {
        return start(main, WebApplicationType.SERVLET, properties);
    }

    /** An application without a server. */
    public static ConfigurableApplicationContext plain(Class<?> main, String... properties) {
        return start(main, WebApplicationType.NONE, properties);
    }

    private static ConfigurableApplicationContext start(Class<?> main, WebApplicationType type, String... properties) {
        Map<String, Object> all = new TreeMap<>(Map.of("server.port", "0", "spring.main.banner-mode", "off",
                "spring.jmx.enabled", "false", "spring.main.register-shutdown-hook", "false",
                "logging.config", "classpath:logback-test.xml"));
        for (String property : properties) {
            String[] parts = property.split("=", 2);
            all.put(parts[0], parts[1]);
        }
        SpringApplication application = new SpringApplication(main);
        application.setWebApplicationType(type);
        application.setDefaultProperties(all);
        return application.run();
    }

    /** Where it listens. */
    public static int port(ConfigurableApplicationContext context) {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }
}
