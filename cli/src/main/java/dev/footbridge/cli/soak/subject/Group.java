package dev.footbridge.cli.soak.subject;

import dev.footbridge.Task;
import dev.footbridge.TaskGroup;
import java.util.concurrent.Callable;

/** Tasks that begin and end together. */
public interface Group {

    /** Starts a task in it. */
    <T> Task<T> start(Callable<T> job);

    /** Cancels it. */
    void cancel(String reason);

    /** Code that uses a group. */
    interface Body<T> {
        /** Does the work. */
        T run(Group group) throws Exception;
    }

    /** The library's. */
    static Group of(TaskGroup group) {
        return new Group() {
            @Override
            public <T> Task<T> start(Callable<T> job) {
                return group.start(job);
            }

            @Override
            public void cancel(String reason) {
                group.cancel(reason);
            }
        };
    }
}
