package dev.footbridge.processes.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The JVM options that a user has given: checked, and one word each, so that {@code --add-opens} and its value, given as
 * two words, are one.
 */
record JvmOptions(List<String> words) {

    private static final Set<String> WITH_VALUE = Set.of("--add-opens", "--add-exports", "--add-reads", "--add-modules",
            "--enable-native-access", "--limit-modules", "--upgrade-module-path", "--patch-module");

    private static final Set<String> PATHS = Set.of("-cp", "-classpath", "--class-path", "-p", "--module-path");

    private static final Set<String> PROGRAMS = Set.of("-jar", "-m", "--module", "--source");

    private static final Set<String> ENDINGS = Set.of("-version", "--version", "-help", "--help", "-h", "-?", "-X",
            "--help-extra", "--list-modules", "-d", "--describe-module", "--dry-run", "--validate-modules");

    /** Checks what a user gave. */
    static JvmOptions of(List<String> given) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            String word = given.get(i);
            check(word);
            if (WITH_VALUE.contains(word)) {
                if (i + 1 == given.size()) {
                    throw refused(word, "it needs a value", "give the value behind it");
                }
                i++;
                word = word + "=" + given.get(i);
            }
            words.add(word);
        }
        return new JvmOptions(List.copyOf(words));
    }

    private static void check(String word) {
        int end = word.indexOf('=');
        String name = end < 0 ? word : word.substring(0, end);
        if (word.indexOf('\0') >= 0) {
            throw refused(word.replace('\0', '?'), "it contains a NUL character", "leave it out");
        }
        if (!word.startsWith("-") || word.equals("-")) {
            throw refused(word, "a JVM option begins with \"-\", and its value is part of the same word",
                    "correct it; arguments of a job go into the job");
        }
        if (PATHS.contains(name)) {
            throw refused(word, "a worker has the class path and the module path of this process",
                    "start this process with that path");
        }
        if (PROGRAMS.contains(name)) {
            throw refused(word, "a worker runs a program of Footbridge's", "leave it out");
        }
        if (ENDINGS.contains(name)) {
            throw refused(word, "a JVM with it ends at once", "leave it out");
        }
    }

    /** Whether one of these is about that subject. */
    boolean areAbout(String subject) {
        return words.stream().anyMatch(word -> Subject.of(word).equals(subject));
    }

    private static IllegalArgumentException refused(String word, String rule, String remedy) {
        return new IllegalArgumentException(
                "the JVM option \"" + word + "\" of the workers is refused, because " + rule + ": " + remedy);
    }
}
