package dev.footbridge.processes;

import dev.footbridge.FailureHandler;
import dev.footbridge.internal.FailureSink;
import dev.footbridge.processes.job.OptionChecks;
import dev.footbridge.processes.wire.DefaultFilter;
import dev.footbridge.processes.wire.Setup;
import java.io.ObjectInputFilter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * How a {@link ProcessPool} is set up. Immutable; each {@code with} method returns a changed copy.
 *
 * @param name the pool's name, in messages and in the names of workers
 * @param workers how many worker JVMs there may be; they are started when there are jobs for them
 * @param queueLimit how many jobs may queue before new ones are refused
 * @param concurrency how many async jobs a worker runs at once
 * @param heap the largest heap of a worker, such as {@code 256m}; empty for a share of the machine's memory
 * @param jvmOptions further options for the worker JVMs
 * @param environment variables that workers have in their environment beside this JVM's
 * @param workingDirectory the folder that workers run in; the default is this JVM's
 * @param aot whether workers may start from an AOT cache of Footbridge's own classes, kept in the user's cache folder
 * @param idleTime how long a worker without a job is kept
 * @param recycleAfter after how many jobs a worker is replaced
 * @param heapMark bytes of heap in use after a collection above which a worker is replaced; zero for no mark
 * @param startTimeout how long a worker may take to start, its initializer included
 * @param killGrace how long a cancelled job may take to stop before its worker is killed
 * @param jobTimeout how long a job may run before it is cancelled and fails with a {@code TimeoutException}; the time
 *            in the queue does not count
 * @param payloadLimit the most bytes that a job or a result may have
 * @param resultFilter what of the workers' results may be deserialized here
 * @param taskFilter what workers may deserialize
 * @param contextKeys the context values that jobs take along; the others stay here
 * @param initializer runs in each worker before its first job
 * @param shutdownHook runs in each worker that ends in order, after its last job
 * @param output takes what workers print
 * @param closeTimeout how long {@link ProcessPool#close} lets jobs finish before it cancels them
 * @param abortTimeout how long cancelled jobs may take to clean up before the pool gives them up and names them
 * @param failureHandler told about failures that nobody looked at; the default logs them to {@code dev.footbridge}
 */
public record ProcessPoolOptions(String name, int workers, int queueLimit, int concurrency, String heap,
        List<String> jvmOptions, Map<String, String> environment, Path workingDirectory, boolean aot, Duration idleTime,
        int recycleAfter, long heapMark, Duration startTimeout, Duration killGrace, Duration jobTimeout,
        int payloadLimit, ObjectInputFilter resultFilter, RemoteFilter taskFilter, List<RemoteKey> contextKeys,
        RemoteAction initializer,
        RemoteAction shutdownHook, WorkerOutput output, Duration closeTimeout, Duration abortTimeout,
        FailureHandler failureHandler) {

    /** No limit. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    /** No time limit. */
    public static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();

    static final OptionChecks CHECK = new OptionChecks("a process pool");

    static final ProcessPoolOptions DEFAULT = new ProcessPoolOptions("processes",
            Runtime.getRuntime().availableProcessors(), UNLIMITED, 64, "", List.of(), Map.of(),
            Path.of("").toAbsolutePath(), true,
            Duration.ofMinutes(1), UNLIMITED, 0, Duration.ofSeconds(30), Duration.ofMillis(200), FOREVER, 256 << 20,
            DefaultFilter.INSTANCE, DefaultFilter.INSTANCE, List.of(), Setup.NO_HOOK, Setup.NO_HOOK,
            WorkerOutput.forward(),
            Duration.ofSeconds(30), Duration.ofSeconds(10), FailureSink::log);

    /** Checks the values. */
    public ProcessPoolOptions {
        CHECK.atLeastOne("number of workers", workers);
        CHECK.notNegative("queue limit", queueLimit);
        CHECK.atLeastOne("number of async jobs at once", concurrency);
        CHECK.atLeastOne("number of jobs after which a worker is replaced", recycleAfter);
        CHECK.notNegative("heap mark", heapMark);
        CHECK.atLeastOne("payload limit", payloadLimit);
        CHECK.positive("start time-out", startTimeout);
        CHECK.positive("time limit of jobs", jobTimeout);
        CHECK.notNegative("idle time", idleTime);
        CHECK.notNegative("kill grace", killGrace);
        CHECK.notNegative("close time-out", closeTimeout);
        CHECK.notNegative("abort time-out", abortTimeout);
        jvmOptions = List.copyOf(jvmOptions);
        contextKeys = List.copyOf(contextKeys);
        environment = Map.copyOf(environment);
    }

    /** With this name. */
    public ProcessPoolOptions withName(String name) {
        return with(copy -> copy.name = name);
    }

    /** With at most so many workers. */
    public ProcessPoolOptions withWorkers(int workers) {
        return with(copy -> copy.workers = workers);
    }

    /** With at most so many jobs queued; zero refuses what no worker can take at once. */
    public ProcessPoolOptions withQueueLimit(int queueLimit) {
        return with(copy -> copy.queueLimit = queueLimit);
    }

    /** With so many async jobs at once in each worker. */
    public ProcessPoolOptions withConcurrency(int concurrency) {
        return with(copy -> copy.concurrency = concurrency);
    }

    /** With this largest heap for each worker: {@code 256m}, {@code 2g}. */
    public ProcessPoolOptions withHeap(String heap) {
        return with(copy -> copy.heap = heap);
    }

    /** With these options for the worker JVMs, after Footbridge's own. */
    public ProcessPoolOptions withJvmOptions(List<String> jvmOptions) {
        return with(copy -> copy.jvmOptions = jvmOptions);
    }

    /** With these variables in the environment of the workers, beside this JVM's. */
    public ProcessPoolOptions withEnvironment(Map<String, String> environment) {
        return with(copy -> copy.environment = environment);
    }

    /** With this folder for the workers to run in. */
    public ProcessPoolOptions withWorkingDirectory(Path workingDirectory) {
        return with(copy -> copy.workingDirectory = workingDirectory);
    }

    /** With workers that do not start from an AOT cache. */
    public ProcessPoolOptions withoutAot() {
        return with(copy -> copy.aot = false);
    }

    /** With this time after which a worker without a job ends. */
    public ProcessPoolOptions withIdleTime(Duration idleTime) {
        return with(copy -> copy.idleTime = idleTime);
    }

    /** With a new worker in place of one that has run so many jobs. */
    public ProcessPoolOptions withRecycleAfter(int recycleAfter) {
        return with(copy -> copy.recycleAfter = recycleAfter);
    }

    /** With a new worker in place of one that holds more than so many bytes after a job. */
    public ProcessPoolOptions withHeapMark(long heapMark) {
        return with(copy -> copy.heapMark = heapMark);
    }

    /** With this time for a worker to start. */
    public ProcessPoolOptions withStartTimeout(Duration startTimeout) {
        return with(copy -> copy.startTimeout = startTimeout);
    }

    /** With this time for a cancelled job to stop before its worker is killed; {@link #FOREVER} never kills. */
    public ProcessPoolOptions withKillGrace(Duration killGrace) {
        return with(copy -> copy.killGrace = killGrace);
    }

    /** With this much time for each job, counted from when it is given to a worker. */
    public ProcessPoolOptions withJobTimeout(Duration jobTimeout) {
        return with(copy -> copy.jobTimeout = jobTimeout);
    }

    /** With at most so many bytes for a job, and for a result. */
    public ProcessPoolOptions withPayloadLimit(int payloadLimit) {
        return with(copy -> copy.payloadLimit = payloadLimit);
    }

    /** With this filter for what comes from workers, in place of the default one. */
    public ProcessPoolOptions withResultFilter(ObjectInputFilter resultFilter) {
        return with(copy -> copy.resultFilter = resultFilter);
    }

    /** With this filter for what workers are sent, in place of the default one. */
    public ProcessPoolOptions withTaskFilter(RemoteFilter taskFilter) {
        return with(copy -> copy.taskFilter = taskFilter);
    }

    /** With the values under these context keys sent along with each job: {@code () -> Requests.USER}. */
    public ProcessPoolOptions withContextKeys(RemoteKey... contextKeys) {
        return with(copy -> copy.contextKeys = List.of(contextKeys));
    }

    /** With this code run in each worker before its first job. */
    public ProcessPoolOptions withInitializer(RemoteAction initializer) {
        return with(copy -> copy.initializer = initializer);
    }

    /** With this code run in each worker after its last job. */
    public ProcessPoolOptions withShutdownHook(RemoteAction shutdownHook) {
        return with(copy -> copy.shutdownHook = shutdownHook);
    }

    /** With somebody else to take what workers print. */
    public ProcessPoolOptions withOutput(WorkerOutput output) {
        return with(copy -> copy.output = output);
    }

    /** With this time for jobs to finish on close; zero cancels them at once. */
    public ProcessPoolOptions withCloseTimeout(Duration closeTimeout) {
        return with(copy -> copy.closeTimeout = closeTimeout);
    }

    /** With this time for cancelled jobs to clean up. */
    public ProcessPoolOptions withAbortTimeout(Duration abortTimeout) {
        return with(copy -> copy.abortTimeout = abortTimeout);
    }

    /** With this handler for failures nobody looked at. */
    public ProcessPoolOptions withFailureHandler(FailureHandler failureHandler) {
        return with(copy -> copy.failureHandler = failureHandler);
    }

    private ProcessPoolOptions with(Consumer<Copy> change) {
        Copy copy = new Copy(this);
        change.accept(copy);
        return copy.options();
    }

    /** The values, on the way from one record to the next. */
    private static final class Copy {

        private String name;
        private int workers;
        private int queueLimit;
        private int concurrency;
        private String heap;
        private List<String> jvmOptions;
        private Map<String, String> environment;
        private Path workingDirectory;
        private boolean aot;
        private Duration idleTime;
        private int recycleAfter;
        private long heapMark;
        private Duration startTimeout;
        private Duration killGrace;
        private Duration jobTimeout;
        private int payloadLimit;
        private ObjectInputFilter resultFilter;
        private RemoteFilter taskFilter;
        private List<RemoteKey> contextKeys;
        private RemoteAction initializer;
        private RemoteAction shutdownHook;
        private WorkerOutput output;
        private Duration closeTimeout;
        private Duration abortTimeout;
        private FailureHandler failureHandler;

        Copy(ProcessPoolOptions from) {
            name = from.name;
            workers = from.workers;
            queueLimit = from.queueLimit;
            concurrency = from.concurrency;
            heap = from.heap;
            jvmOptions = from.jvmOptions;
            environment = from.environment;
            workingDirectory = from.workingDirectory;
            aot = from.aot;
            idleTime = from.idleTime;
            recycleAfter = from.recycleAfter;
            heapMark = from.heapMark;
            startTimeout = from.startTimeout;
            killGrace = from.killGrace;
            jobTimeout = from.jobTimeout;
            payloadLimit = from.payloadLimit;
            resultFilter = from.resultFilter;
            taskFilter = from.taskFilter;
            contextKeys = from.contextKeys;
            initializer = from.initializer;
            shutdownHook = from.shutdownHook;
            output = from.output;
            closeTimeout = from.closeTimeout;
            abortTimeout = from.abortTimeout;
            failureHandler = from.failureHandler;
        }

        ProcessPoolOptions options() {
            return new ProcessPoolOptions(name, workers, queueLimit, concurrency, heap, jvmOptions, environment,
                    workingDirectory, aot, idleTime, recycleAfter, heapMark, startTimeout, killGrace, jobTimeout,
                    payloadLimit, resultFilter, taskFilter, contextKeys, initializer, shutdownHook, output,
                    closeTimeout,
                    abortTimeout, failureHandler);
        }
    }
}
