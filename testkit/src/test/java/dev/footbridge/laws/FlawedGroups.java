package dev.footbridge.laws;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.Task;
import dev.footbridge.laws.Faults.Fault;
import dev.footbridge.loop.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Real groups, spoiled. */
record FlawedGroups(EventLoop loop, Flaw flaw) implements Groups {

    /** What is wrong, and what it is found by. */
    enum Flaw {
        /** Tasks are cancelled, but their cleanup is not awaited. */
        LEAVES_CLEANUP_BEHIND("tasks that run when their group has ended"),
        /** A failure is kept for the end, and nobody is cancelled for it. */
        TELLS_NOBODY_OF_A_FAILURE("a wait that began in a cancelled scope went by"),
        /** Of several failures the first is reported. */
        KEEPS_ONE_FAILURE("how often"),
        /** Failures of tasks are added to what is thrown, whether they are in it or not. */
        REPORTS_TWICE("how often"),
        /** Tasks that come late run, without an owner. */
        TAKES_TASKS_AFTER_ITS_END("a task of a group begins after the group has ended"),
        /** What cancels the task around it does not get in. */
        KEEPS_CANCELS_OUT("a wait that began in a cancelled scope went by"),
        /** Its handle cancels nothing. */
        IGNORES_ITS_HANDLE("cancelled");

        private final String found;

        Flaw(String found) {
            this.found = found;
        }

        String found() {
            return found;
        }
    }

    @Override
    public void run(Body body) throws Exception {
        List<Fault> faults = new ArrayList<>();
        try {
            if (flaw == Flaw.KEEPS_CANCELS_OUT) {
                Async.shielded(() -> {
                    Groups.lambdas().run(body);
                    return null;
                });
            } else {
                Groups.lambdas().run(group -> body.run(new Flawed(group, faults)));
            }
        } catch (Fault | CancelledException thrown) {
            if (flaw == Flaw.REPORTS_TWICE || flaw == Flaw.TELLS_NOBODY_OF_A_FAILURE) {
                faults.stream().filter(fault -> fault != thrown).forEach(thrown::addSuppressed);
            }
            throw thrown;
        }
        if (flaw == Flaw.TELLS_NOBODY_OF_A_FAILURE && !faults.isEmpty()) {
            Fault first = faults.removeFirst();
            faults.forEach(first::addSuppressed);
            throw first;
        }
    }

    private final class Flawed implements Group {

        private final Group group;
        private final List<Fault> faults;

        Flawed(Group group, List<Fault> faults) {
            this.group = group;
            this.faults = faults;
        }

        @Override
        public Task<Object> start(Callable<Object> job) {
            try {
                return group.start(() -> flawed(job));
            } catch (CancelledException cancelled) {
                throw cancelled;
            } catch (IllegalStateException ended) {
                if (flaw == Flaw.TAKES_TASKS_AFTER_ITS_END) {
                    return loop.start(job);
                }
                throw ended;
            }
        }

        private Object flawed(Callable<Object> job) throws Exception {
            if (flaw == Flaw.LEAVES_CLEANUP_BEHIND) {
                Task<Object> work = loop.start(job);
                try {
                    return Async.shield(work).result();
                } catch (CancelledException cancelled) {
                    work.cancel();
                    throw cancelled;
                }
            }
            try {
                return job.call();
            } catch (Fault fault) {
                faults.add(fault);
                if (flaw == Flaw.TELLS_NOBODY_OF_A_FAILURE || flaw == Flaw.KEEPS_ONE_FAILURE && faults.size() > 1) {
                    return fault;
                }
                throw fault;
            }
        }

        @Override
        public void join() {
            group.join();
        }

        @Override
        public void cancel(String reason) {
            if (flaw != Flaw.IGNORES_ITS_HANDLE) {
                group.cancel(reason);
            }
        }
    }
}
