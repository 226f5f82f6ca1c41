package dev.footbridge.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A million jobs with a context of their own, through four hops each, in a heap of 64 MB: the heap stays as it is, and no
 * thread keeps anything. {@code -Dfootbridge.context.jobs=100000} makes it fewer, or more.
 */
@Timeout(value = 170, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ContextLeakTest {

    private static final int JOBS = Integer.getInteger("footbridge.context.jobs", 1_000_000);
    private static final int FEWER = 50_000;
    /** Kilobytes; one reference per job would be more. */
    private static final long NOISE = 512;

    private record Run(long looks, long wrong, long growth, long threads, long kept) {}

    private static Run run(String program, int jobs) throws Exception {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m", "-XX:+UseSerialGC", "--add-opens", "java.base/java.lang=ALL-UNNAMED", "-cp",
                folderOf(ContextKey.class) + File.pathSeparator + folderOf(ContextLeakPrograms.class),
                ContextLeakPrograms.class.getName(), program, String.valueOf(jobs)).redirectErrorStream(true).start();
        try {
            List<String> output = process.inputReader().lines().toList();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as("%s", output).isZero();
            String all = String.join("\n", output);
            return new Run(number(all, "looks: (\\d+)"), number(all, "wrong: (\\d+)"),
                    number(all, "heap grew by kB: (-?\\d+)"), number(all, "threads with a value: (\\d+)"),
                    number(all, "last values kept: (\\d+) of 256"));
        } finally {
            process.destroyForcibly();
        }
    }

    private static long number(String output, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(output);
        assertThat(found.find()).as("%s in %s", pattern, output).isTrue();
        return Long.parseLong(found.group(1));
    }

    private static Path folderOf(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    /** Looks on the plain thread's call, in the pool and at the end, and in the coroutine unless it is a timer. */
    private static long looks(int jobs) {
        return 4L * jobs - jobs / 8;
    }

    @Test
    @DisplayName("law 6: the heap stays as it is, no thread keeps a value, and each job sees its own")
    void leavesNothing() throws Exception {
        Run run = run("carried", JOBS);
        assertThat(run).isEqualTo(new Run(looks(JOBS), 0, run.growth(), 0, 0));
        assertThat(run.growth()).isLessThan(NOISE);
    }

    @Test
    @DisplayName("a carrier that does not put back what a thread had is found")
    void findsWhatIsLeftOnThreads() throws Exception {
        Run run = run("left on threads", FEWER);
        assertThat(run.threads()).isPositive();
        assertThat(run.kept()).isPositive();
    }

    @Test
    @DisplayName("a carrier that keeps what it carried is found")
    void findsWhatIsKept() throws Exception {
        Run run = run("kept", FEWER);
        assertThat(run.growth()).isGreaterThan(NOISE);
        assertThat(run.kept()).isEqualTo(256);
    }
}
