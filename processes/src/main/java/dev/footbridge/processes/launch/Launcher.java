package dev.footbridge.processes.launch;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Prepares the JVMs of workers: same java program, same classes, same opened modules as this process, other settings.
 *
 * <p>
 * A worker has what this process was given to find classes and modules, however it was given. It does not have this
 * process's heap size, system properties, agents or log settings; {@link LaunchSettings} says what it has instead.
 *
 * {@snippet :
 * try (Launcher launcher = Launcher.of(LaunchSettings.defaults().withHeap("256m"), 2)) {
 *     Process worker = launcher.prepare(List.of("address"), errorFile).builder().start();
 * }
 * }
 *
 * <p>
 * {@link #of} and {@link #prepare} throw {@link IllegalArgumentException} when workers cannot be started in this way,
 * and say what to do. AOT caches never make anything fail.
 *
 * <p>
 * Any thread may call. {@link #close} ends the making of a cache and deletes what starts need: close it when no more
 * workers are to start.
 */
public final class Launcher implements AutoCloseable {

    /** Linux refuses a word of 128 KiB, Windows a command of 32 KiB. */
    private static final int LONGEST = File.separatorChar == '\\' ? 24 << 10 : 120 << 10;

    private final String executable;
    private final List<String> options;
    private final JvmOptions user;
    private final WorkerCode code;
    private final EntryPoints entry;
    private final Surroundings surroundings;
    private final Optional<Aot> aot;
    private final ArgumentFile argumentFile = new ArgumentFile();

    private Launcher(LaunchSettings settings, int workers, EntryPoints entry) {
        if (workers < 1) {
            throw new IllegalArgumentException(
                    "the number of workers must be at least 1 (it is " + workers + "): give one more");
        }
        this.entry = entry;
        surroundings = new Surroundings(settings);
        user = JvmOptions.of(settings.jvmOptions());
        executable = JavaCommand.executable();
        List<String> all = new ArrayList<>(WorkerOptions.of(user, Memory.options(settings.heap(), user, workers)));
        all.addAll(Encapsulation.options());
        WorkerCode found = ParentCode.find();
        Optional<List<Path>> jars = settings.aot() && found instanceof ClassPathCode
                ? OwnJars.find()
                : Optional.empty();
        code = jars.isPresent() && found instanceof ClassPathCode path ? path.beginningWith(jars.get()) : found;
        all.addAll(code.modules());
        aot = jars.flatMap(own -> Aot.open(settings, all, own, entry));
        // An empty class path keeps the JVM from looking at the variable CLASSPATH.
        all.addAll(List.of("-cp", String.join(File.pathSeparator, code.classPath())));
        options = List.copyOf(all);
    }

    /** Prepares so many workers. */
    public static Launcher of(LaunchSettings settings, int workers) {
        return of(settings, workers, EntryPoints.LIBRARY);
    }

    static Launcher of(LaunchSettings settings, int workers, EntryPoints entry) {
        return new Launcher(settings, workers, entry);
    }

    /** A command for one start of a worker, with these arguments; a crash of its JVM is described in that file. */
    public Launch prepare(List<String> workerArguments, Path errorFile) {
        Optional<Path> cache = aot.flatMap(Aot::cache);
        List<String> command = new ArrayList<>(List.of(executable));
        if (options.stream().mapToInt(String::length).sum() > LONGEST) {
            command.add(argumentFile.word(options));
        } else {
            command.addAll(options);
        }
        command.addAll(WorkerOptions.errorFile(errorFile, user));
        cache.ifPresent(file -> command.add("-XX:AOTCache=" + file));
        command.addAll(code.program(entry.worker()));
        command.addAll(workerArguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        surroundings.applyTo(builder);
        return new Launch(builder, cache.isPresent());
    }

    /** A start died before the worker's hello: the AOT cache that it used, if any, is deleted and not used again. */
    public void failed(Launch launch) {
        if (launch.usesAot()) {
            aot.ifPresent(Aot::drop);
        }
    }

    /** Stops background work. */
    @Override
    public void close() {
        aot.ifPresent(Aot::close);
        argumentFile.close();
    }

    /** For tests: waits until a cache is made, if one is being made. */
    void awaitCache() throws InterruptedException {
        if (aot.isPresent()) {
            aot.get().join();
        }
    }
}
