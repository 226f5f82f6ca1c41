package dev.footbridge.cli.chaos;

import dev.footbridge.cli.chaos.Kind.Harm;
import dev.footbridge.cli.chaos.Ledger.Suspect;
import dev.footbridge.cli.chaos.deeds.Mark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the marks of a run tell: which jobs ran more often than they may, and which workers had reason to die. */
final class Evidence {

    /** In the message of a crash that the pool itself brought about, for a job that did not stop. */
    private static final String KILLED_BY_POOL = "killGrace";

    /** In the message of a loss: a member that was stopped takes all others for lost when it goes on. */
    private static final String LOST = "' was lost while it had ";

    private final Map<String, Harm> harms;
    private final BitSet ran = new BitSet();
    private final Map<String, Integer> runs = new HashMap<>();
    private final Set<String> twice = new HashSet<>();
    private final Set<Long> struck = new HashSet<>();
    private final Set<Long> confused = new HashSet<>();
    private final Map<Long, Set<Long>> placesOfSuspects = new HashMap<>();
    private final Map<Long, Long> rivals = new HashMap<>();
    private final Set<Long> ended = new HashSet<>();
    private final List<Suspect> suspects;

    private Evidence(List<Kind> kinds, List<Suspect> suspects) {
        this.harms = kinds.stream().collect(Collectors.toMap(Kind::name, Kind::harm));
        this.suspects = suspects;
        suspects.forEach(suspect -> placesOfSuspects.put(suspect.number(), new HashSet<>()));
    }

    /** Reads the marks, for these suspects. */
    static Evidence read(Path marks, List<Kind> kinds, List<Suspect> suspects) throws IOException {
        Evidence evidence = new Evidence(kinds, suspects);
        Mark.read(marks, evidence::note);
        return evidence;
    }

    private void note(Mark mark) {
        switch (mark.kind()) {
            case Havoc.KILL -> struck.add(mark.pid());
            case Havoc.STOP, Havoc.GARBAGE, Havoc.CUT -> {
                struck.add(mark.pid());
                confused.add(mark.pid());
            }
            case Rival.KIND -> noteRival(mark);
            default -> noteRun(mark);
        }
    }

    /** The second part of these is their end. */
    private void noteRival(Mark mark) {
        if (mark.part() == 0) {
            rivals.put(mark.number(), mark.pid());
        } else {
            ended.add(mark.number());
        }
    }

    private void noteRun(Mark mark) {
        Harm harm = harms.getOrDefault(mark.kind(), Harm.NONE);
        if (harm != Harm.NONE) {
            struck.add(mark.pid());
        }
        if (harm == Harm.CONFUSING) {
            confused.add(mark.pid());
        }
        Set<Long> places = placesOfSuspects.get(mark.number());
        if (places != null) {
            places.add(mark.pid());
        }
        if (isOneTooMany(mark)) {
            twice.add(mark.job());
        }
    }

    private boolean isOneTooMany(Mark mark) {
        // Most jobs have one part and may run once: a bit is enough for each, however many they are.
        if (mark.part() == 0 && mark.allowed() == 1 && mark.number() < Integer.MAX_VALUE) {
            boolean before = ran.get((int) mark.number());
            ran.set((int) mark.number());
            return before;
        }
        return runs.merge(mark.job(), 1, Integer::sum) > mark.allowed();
    }

    /** The jobs that ran more often than they may. */
    Set<String> twice() {
        return twice;
    }

    /** Jobs of submitters that died, which go on in a member that nobody has struck. */
    List<String> orphans() {
        return rivals.entrySet().stream()
                .filter(job -> !ended.contains(job.getKey()) && !struck.contains(job.getValue()))
                .map(job -> Rival.KIND + " job " + job.getKey() + " in process " + job.getValue()).toList();
    }

    /** Jobs that are said to have ended by a crash or a time limit for which nothing gave cause. */
    List<Suspect> withoutCause() {
        return suspects.stream().filter(suspect -> !hasCause(suspect)).toList();
    }

    private boolean hasCause(Suspect suspect) {
        Set<Long> places = placesOfSuspects.getOrDefault(suspect.number(), Set.of());
        if (suspect.pid() > 0) {
            return struck.contains(suspect.pid()) || suspect.message().contains(KILLED_BY_POOL)
                    || (suspect.message().contains(LOST) && places.stream().anyMatch(struck::contains));
        }
        // One that was not begun leaves no mark: nobody knows where it was, only that somebody was struck.
        return places.isEmpty() ? !confused.isEmpty() : places.stream().anyMatch(confused::contains);
    }
}
