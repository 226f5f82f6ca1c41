package dev.footbridge.spring;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties {@code footbridge.*}. Immutable; a value that cannot be stops the application with its name and what to
 * give instead.
 *
 * @param enabled Whether the starter does anything at all.
 * @param appWide Whether the application's loop and pool become those that the static methods of Async use.
 * @param loop The event loop of the application.
 * @param pool The thread pool of the application.
 * @param pools Further thread pools, by name.
 * @param processes The process pool of the application.
 * @param async What the executor 'footbridge' is, on which @Async("footbridge") runs.
 * @param web Tasks and generators that controllers return.
 * @param context What else goes along into jobs.
 * @param health When the health indicator calls a loop stuck.
 */
@ConfigurationProperties("footbridge")
public record FootbridgeProperties(@DefaultValue("true") boolean enabled, @DefaultValue("if-free") AppWide appWide,
        @DefaultValue Loop loop, @DefaultValue Pool pool, @DefaultValue Map<String, Pool> pools,
        @DefaultValue Processes processes, @DefaultValue Async async, @DefaultValue Web web,
        @DefaultValue Context context, @DefaultValue Health health) {

    private static final String PREFIX = "footbridge.";

    /** Copies the map. */
    public FootbridgeProperties {
        pools = Map.copyOf(pools);
    }

    /** Whether the loop and the pool of a context become the app-wide ones. */
    public enum AppWide {
        /** If no other is open; else when that has closed, the oldest context first. */
        IF_FREE,
        /** Or else the context does not start. */
        REQUIRED,
        /** They stay beans only. */
        NEVER
    }

    /** Where a pool's threads come from. */
    public enum Kind {
        /** Virtual if {@code spring.threads.virtual.enabled} says so, else elastic. */
        AUTO,
        /** A virtual thread for each job. */
        VIRTUAL,
        /** Platform threads that are used again, as many as help. */
        ELASTIC,
        /** One platform thread for all jobs. */
        CONFINED
    }

    /** Which level of the application. */
    public enum Where {
        /** Its thread pool. */
        POOL,
        /** Its event loop. */
        LOOP
    }

    /**
     * The event loop.
     *
     * @param name Its name, in messages, thread names and tags.
     * @param closeTimeout How long its tasks may take to finish when the application stops, before they are cancelled.
     * @param abortTimeout How long cancelled tasks may take to clean up before they are given up and named.
     * @param debug Whether it looks for slow steps, blocking calls and tasks that nobody awaits.
     * @param slowStep How long a step may take in debug mode before it is reported.
     */
    public record Loop(@DefaultValue("app") String name, @DefaultValue("20s") Duration closeTimeout,
            @DefaultValue("5s") Duration abortTimeout, @DefaultValue("false") boolean debug,
            @DefaultValue("100ms") Duration slowStep) {

        /** Checks the values. */
        public Loop {
            named("loop.name", name);
            notNegative("loop.close-timeout", closeTimeout);
            notNegative("loop.abort-timeout", abortTimeout);
            positive("loop.slow-step", slowStep);
        }
    }

    /**
     * A thread pool.
     *
     * @param kind Where its threads come from.
     * @param limit How many jobs may run at once; no limit if left out.
     * @param queueLimit How many more may queue before new ones are refused; no limit if left out.
     * @param jobTimeout How long a job may run before it is cancelled; for ever if left out.
     * @param closeTimeout How long its jobs may take to finish when the application stops, before they are cancelled.
     * @param abortTimeout How long cancelled jobs may take to clean up before they are given up and named.
     */
    public record Pool(@DefaultValue("auto") Kind kind, @Nullable Integer limit, @Nullable Integer queueLimit,
            @Nullable Duration jobTimeout, @DefaultValue("20s") Duration closeTimeout,
            @DefaultValue("5s") Duration abortTimeout) {

        /** Checks the values. */
        public Pool {
            if (limit != null && limit < 1) {
                throw new IllegalArgumentException(
                        "the limit of a thread pool (footbridge.pool.limit, or that of a named"
                                + " one) must be at least 1 (it is " + limit + "): give one, or leave it out for none");
            }
            if (queueLimit != null && queueLimit < 0) {
                throw new IllegalArgumentException(
                        "the queue limit of a thread pool (footbridge.pool.queue-limit, or that"
                                + " of a named one) must not be negative (it is " + queueLimit
                                + "): give 0 to refuse what cannot run at once, or leave it out for none");
            }
            if (jobTimeout != null) {
                positive("pool.job-timeout", jobTimeout);
            }
            notNegative("pool.close-timeout", closeTimeout);
            notNegative("pool.abort-timeout", abortTimeout);
        }
    }

    /**
     * The process pool; needs footbridge-processes on the class path.
     *
     * @param enabled Whether there is one.
     * @param workers How many worker JVMs there may be; as many as processors if left out.
     * @param heap The heap of a worker, such as 256m; its share of the memory if left out.
     * @param closeTimeout How long its jobs may take to finish when the application stops, before they are cancelled.
     * @param abortTimeout How long cancelled jobs may take to clean up before their workers are killed.
     */
    public record Processes(@DefaultValue("false") boolean enabled, @Nullable Integer workers, @Nullable String heap,
            @DefaultValue("20s") Duration closeTimeout, @DefaultValue("5s") Duration abortTimeout) {

        /** Checks the values. */
        public Processes {
            if (workers != null && workers < 1) {
                throw new IllegalArgumentException("footbridge.processes.workers must be at least 1 (it is " + workers
                        + "): give one, or leave it out for as many as processors");
            }
            notNegative("processes.close-timeout", closeTimeout);
            notNegative("processes.abort-timeout", abortTimeout);
        }
    }

    /**
     * The executor named footbridge.
     *
     * @param level Which level @Async("footbridge") runs on.
     */
    public record Async(@DefaultValue("pool") Where level) {}

    /**
     * Return values of controllers.
     *
     * @param enabled Whether controllers may return tasks and generators.
     * @param streamTimeout How long the response of a generator may take; for ever if left out.
     * @param heartbeat How long a stream may be silent before a heartbeat is written; none if left out.
     * @param clientCheck How often it is looked whether the client of an unanswered request has hung up, on Tomcat; 0 for
     *            never.
     */
    public record Web(@DefaultValue("true") boolean enabled, @Nullable Duration streamTimeout,
            @Nullable Duration heartbeat, @DefaultValue("1s") Duration clientCheck) {

        /** Checks the values. */
        public Web {
            if (streamTimeout != null) {
                positive("web.stream-timeout", streamTimeout);
            }
            if (heartbeat != null) {
                positive("web.heartbeat", heartbeat);
            }
            notNegative("web.client-check", clientCheck);
        }
    }

    /**
     * What goes along into jobs, besides what footbridge-context carries.
     *
     * @param security Whether the security context goes along.
     * @param locale Whether the locale of LocaleContextHolder goes along.
     * @param request Whether the request of RequestContextHolder goes along; a job must then end before its request does.
     * @param decorator Whether Boot's own executors take along what Footbridge's jobs do.
     */
    public record Context(@DefaultValue("true") boolean security, @DefaultValue("true") boolean locale,
            @DefaultValue("false") boolean request, @DefaultValue("true") boolean decorator) {}

    /**
     * The health indicator.
     *
     * @param stuckAfter How long a step may hold the loop before its health is down.
     */
    public record Health(@DefaultValue("5s") Duration stuckAfter) {

        /** Checks the values. */
        public Health {
            positive("health.stuck-after", stuckAfter);
        }
    }

    private static void named(String property, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(
                    PREFIX + property + " must not be blank (it is '" + value + "'): give a name, or leave it out");
        }
    }

    private static void notNegative(String property, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(
                    PREFIX + property + " must not be negative (it is " + value + "): give zero or more");
        }
    }

    private static void positive(String property, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(
                    PREFIX + property + " must be positive (it is " + value + "): give more, or leave it out");
        }
    }
}
