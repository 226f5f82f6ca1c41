package dev.footbridge.processes.launch;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A program that starts a worker, as users' programs do, and prints what it answers. Arguments: JVM options of the
 * worker, the word {@code --}, arguments of the worker. The property {@code aot} names a folder for caches;
 * {@code await} says to wait for one first.
 */
public final class TinyParent {

    static final EntryPoints TINY = new EntryPoints(TinyWorker.class.getName(), EntryPoints.LIBRARY.training(),
            EntryPoints.LIBRARY.trainingArguments());

    private TinyParent() {}

    public static void main(String[] arguments) throws Exception {
        List<String> all = Arrays.asList(arguments);
        int end = all.indexOf("--");
        String aot = System.getProperty("aot");
        LaunchSettings settings = LaunchSettings.defaults().withJvmOptions(all.subList(0, end)).withoutAot();
        settings = aot == null ? settings : settings.withAotFolder(Path.of(aot));
        try (Launcher launcher = Launcher.of(settings, 2, TINY)) {
            if (Boolean.getBoolean("await")) {
                launcher.prepare(List.of(), Path.of("hs_err.log"));
                launcher.awaitCache();
            }
            Launch launch = launcher.prepare(all.subList(end + 1, all.size()), Path.of("hs_err.log"));
            System.out.println("aot " + launch.usesAot());
            System.out.println("command " + launch.builder().command());
            int exit = launch.builder().inheritIO().start().waitFor();
            System.out.println("exit " + exit);
            if (exit != 0) {
                launcher.failed(launch);
                System.out.println("then " + launcher.prepare(List.of(), Path.of("hs_err.log")).usesAot());
            }
        } catch (IllegalArgumentException refused) {
            System.out.println("refused " + refused.getMessage());
        }
    }
}
