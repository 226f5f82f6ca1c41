package dev.footbridge.laws;

import dev.footbridge.Task;
import dev.footbridge.TaskGroup;
import dev.footbridge.testkit.Interleaving;
import java.util.concurrent.Callable;

/** Task groups to be explored: the real ones, or some that are broken on purpose. */
interface Groups {

    /** A group as its body sees it. */
    interface Group {

        /** Starts a task in it. */
        Task<Object> start(Callable<Object> job);

        /** Waits for the tasks started so far. */
        void join();

        /** Cancels it. */
        void cancel(String reason);
    }

    /** Code that uses a group. */
    interface Body {

        /** Does so. */
        void run(Group group) throws Exception;
    }

    /** Runs a body in a group, and sees its tasks through. */
    void run(Body body) throws Exception;

    /** Groups that run a lambda. */
    static Groups lambdas() {
        return body -> TaskGroup.run((TaskGroup group) -> {
            body.run(of(group));
            return null;
        });
    }

    /** Groups that are opened, joined and closed. */
    static Groups resources() {
        return body -> {
            try (TaskGroup group = TaskGroup.open()) {
                body.run(of(group));
                group.join();
            }
        };
    }

    /** Both, as the seed says. */
    static Groups both(Interleaving run) {
        return body -> (run.coin() ? lambdas() : resources()).run(body);
    }

    private static Group of(TaskGroup group) {
        return new Group() {
            @Override
            public Task<Object> start(Callable<Object> job) {
                return group.start(job);
            }

            @Override
            public void join() {
                group.join();
            }

            @Override
            public void cancel(String reason) {
                group.cancel(reason);
            }
        };
    }
}
