package dev.footbridge.loop;

import dev.footbridge.internal.Resident;
import dev.footbridge.internal.StartPlace;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A coroutine that does not keep the loop open. */
final class ResidentLoopJob<T extends @Nullable Object> extends LoopJob<T> implements Resident.Housed {

    private final Resident resident;

    ResidentLoopJob(Core core, Callable<T> body, Resident resident, @Nullable StartPlace started) {
        super(core, body, started);
        this.resident = resident;
    }

    @Override
    public Resident resident() {
        return resident;
    }
}
