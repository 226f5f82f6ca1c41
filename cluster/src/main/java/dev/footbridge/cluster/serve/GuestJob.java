package dev.footbridge.cluster.serve;

import dev.footbridge.internal.FailureSink;
import dev.footbridge.internal.Job;
import dev.footbridge.internal.Slot;
import dev.footbridge.internal.Strand;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A job on a thread of this member. While it waits for something of Footbridge's, its slot is free for others. */
final class GuestJob extends Job<@Nullable Object> implements Slot, Runnable {

    private final Serving serving;
    private final Guest guest;
    private final boolean sharesSlot;

    GuestJob(Serving serving, Guest guest, boolean sharesSlot, Callable<@Nullable Object> body) {
        super(body, null);
        this.serving = serving;
        this.guest = guest;
        this.sharesSlot = sharesSlot;
    }

    @Override
    public void run() {
        Thread.currentThread().setContextClassLoader(guest.session.loader);
        Strand strand = new Strand(Thread.currentThread());
        strand.setHome(serving);
        if (sharesSlot) {
            strand.setSlot(this);
        }
        strand.bind();
        try {
            beginToEnd(strand);
        } finally {
            strand.unbind();
        }
        boolean _ = Thread.interrupted(); // left behind by the job
        serving.finish(guest, Bodies.ended(this, guest.session.codec)).sendHere();
    }

    @Override
    public void release() {
        serving.waits(guest);
    }

    @Override
    public void reacquire() {
        serving.goesOn(guest);
    }

    @Override
    protected String levelName() {
        return serving.name();
    }

    @Override
    protected @Nullable FailureSink failureSink() {
        return null;
    }
}
