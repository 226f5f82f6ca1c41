package dev.footbridge.spring.soak;

import java.time.Duration;
import java.util.List;

/**
 * The soak on its own: {@code --minutes N} or {@code --seconds N}, {@code --clients N}, {@code --threads
 * virtual|platform|both}. Ends with 1 if something was wrong.
 */
public final class Soak {

    private Soak() {}

    public static void main(String... arguments) throws Exception {
        Duration time = Duration.ofSeconds(60);
        int clients = 500;
        List<Boolean> kinds = List.of(true, false);
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            String value = arguments[i + 1];
            switch (arguments[i]) {
                case "--minutes" -> time = Duration.ofMinutes(Long.parseLong(value));
                case "--seconds" -> time = Duration.ofSeconds(Long.parseLong(value));
                case "--clients" -> clients = Integer.parseInt(value);
                case "--threads" -> kinds = switch (value) {
                    case "virtual" -> List.of(true);
                    case "platform" -> List.of(false);
                    case "both" -> List.of(true, false);
                    default -> throw new IllegalArgumentException(
                            "--threads must be virtual, platform or both (it is " + value + ")");
                };
                default -> throw new IllegalArgumentException("no such option: " + arguments[i]
                        + " (there are --minutes, --seconds, --clients, --threads)");
            }
        }
        boolean fine = true;
        for (boolean virtual : kinds) {
            SoakRun.Figures figures = new SoakRun(virtual, clients).run(time);
            System.out.println(figures);
            figures.violations().forEach(violation -> System.out.println("wrong: " + violation));
            fine &= figures.violations().isEmpty();
        }
        System.exit(fine ? 0 : 1);
    }
}
