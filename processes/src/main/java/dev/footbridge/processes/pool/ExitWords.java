package dev.footbridge.processes.pool;

import java.util.List;

/** Exit codes in words. */
final class ExitWords {

    private static final int SIGNALS = 128;
    private static final List<String> NAMES = List.of("", "SIGHUP", "SIGINT", "SIGQUIT", "SIGILL", "SIGTRAP", "SIGABRT",
            "SIGBUS", "SIGFPE", "SIGKILL", "SIGUSR1", "SIGSEGV", "SIGUSR2", "SIGPIPE", "SIGALRM", "SIGTERM");

    private ExitWords() {}

    /** Whether a signal ended the process. */
    static boolean isSignal(int code) {
        return code > SIGNALS && code < SIGNALS + 32;
    }

    static String of(int code) {
        if (isSignal(code)) {
            int signal = code - SIGNALS;
            String name = signal < NAMES.size() ? " " + NAMES.get(signal) : "";
            return "was ended by signal " + signal + name + " (exit code " + code + ")" + switch (signal) {
                case 9 -> ", by somebody who killed it or for want of memory";
                case 6 -> ", as it aborted itself";
                case 15 -> ", by somebody who asked it to end";
                default -> "";
            };
        }
        return switch (code) {
            case -1 -> "ended in an unknown way";
            case 3 -> "ended with exit code 3 (out of memory, or System.exit(3))";
            default -> "ended with exit code " + code;
        };
    }
}
