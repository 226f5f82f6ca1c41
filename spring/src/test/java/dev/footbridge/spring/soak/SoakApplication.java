package dev.footbridge.spring.soak;

import dev.footbridge.Async;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.stream.AsyncGenerator;
import dev.footbridge.threads.ThreadPool;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.MDC;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Each request says who it is in three ways, of which every one is carried by another carrier, spreads its work over loop
 * and pool, and looks everywhere whether it is still itself.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@RestController
class SoakApplication {

    private final EventLoop loop;
    private final ThreadPool pool;
    private final ObservationRegistry observations;

    SoakApplication(EventLoop loop, ThreadPool pool, ObservationRegistry observations) {
        this.loop = loop;
        this.pool = pool;
        this.observations = observations;
    }

    /** The work as a task. */
    @GetMapping("/task/{id}")
    Task<String> task(@PathVariable String id) throws Exception {
        return as(id, () -> loop.start(() -> spread(id)));
    }

    /** The work while the request's own thread waits. */
    @GetMapping("/call/{id}")
    String call(@PathVariable String id) throws Exception {
        return as(id, () -> loop.call(() -> spread(id)));
    }

    /** The work, one step for each item. */
    @GetMapping("/items/{id}")
    AsyncGenerator<String> items(@PathVariable String id) throws Exception {
        return AsyncGenerator.open(out -> as(id, () -> {
            for (int i = 0; i < 3; i++) {
                pool.start(() -> look(id)).result();
                out.emit(look(id));
            }
            return id;
        }));
    }

    private String spread(String id) {
        List<Task<String>> parts = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            parts.add(loop.start(() -> {
                Async.sleep(pause());
                return look(id);
            }));
            parts.add(pool.start(() -> {
                look(id);
                Thread.sleep(pause());
                return loop.start(() -> look(id)).result();
            }));
        }
        Async.gather(parts);
        return look(id);
    }

    private static Duration pause() {
        return Duration.ofMillis(ThreadLocalRandom.current().nextInt(1, 6));
    }

    /** Runs code as this request, and leaves the thread as it was. */
    private <T> T as(String id, Callable<T> code) throws Exception {
        Authentication mine = new TestingAuthenticationToken(id, "");
        SecurityContext before = SecurityContextHolder.getContext();
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(mine);
        SecurityContextHolder.setContext(context);
        MDC.put("request", id);
        Observation observation = Observation.createNotStarted("soak", observations).contextualName(id).start();
        try (Observation.Scope _ = observation.openScope()) {
            return code.call();
        } finally {
            observation.stop();
            MDC.remove("request");
            SecurityContextHolder.setContext(before);
        }
    }

    /** Fails if this is seen in the context of another request, or of none. */
    private String look(String id) {
        Authentication user = SecurityContextHolder.getContext().getAuthentication();
        Observation observation = observations.getCurrentObservation();
        String seen = MDC.get("request") + " " + (user == null ? null : user.getName()) + " "
                + (observation == null ? null : observation.getContext().getContextualName());
        String expected = id + " " + id + " " + id;
        if (!seen.equals(expected)) {
            throw new IllegalStateException("saw the context of another: " + seen + " instead of " + expected);
        }
        return id;
    }
}
