package dev.footbridge.internal;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The interrupts of one thread, told apart: those a cancel sent, which must not outlive the cancelled scope, and
 * foreign ones, which must not get lost.
 */
final class Interrupts {

    /** One lock for all: it is held for an instant, and only where something is cancelled. */
    private static final ReentrantLock GUARD = new ReentrantLock();

    private final Thread thread;
    private boolean sent;
    /** Touched by the thread itself only. */
    private boolean kept;
    private boolean owed;

    Interrupts(Thread thread) {
        this.thread = thread;
    }

    /** Interrupts the thread for a cancel, if that is still allowed at that very moment. Any thread. */
    void send(Cancel request, BooleanSupplier allowed) {
        GUARD.lock();
        try {
            if (request.interrupts() && allowed.getAsBoolean() && !thread.isInterrupted()) {
                sent = true; // a flag that is set already does the same, and is not ours to take back
                thread.interrupt();
            }
        } finally {
            GUARD.unlock();
        }
    }

    /**
     * Takes the interrupt off the thread, if there is one; true when no cancel sent it. In one step: more may be sent.
     */
    boolean take() {
        GUARD.lock();
        try {
            if (!Thread.interrupted()) {
                return false;
            }
            boolean foreign = !sent || owed;
            sent = false;
            owed = false;
            return foreign;
        } finally {
            GUARD.unlock();
        }
    }

    /** Whether plain code has taken an interrupt that a cancel sent: as a rule it threw an exception for it. */
    boolean isTaken() {
        GUARD.lock();
        try {
            return sent && !thread.isInterrupted();
        } finally {
            GUARD.unlock();
        }
    }

    /** The code met this request at a waiting point: no interrupt for it is to come, or to be left. */
    void met(Cancel request) {
        GUARD.lock();
        try {
            request.meet();
            forget();
        } finally {
            GUARD.unlock();
        }
    }

    /** Takes back an interrupt that a cancel sent. */
    void clear() {
        GUARD.lock();
        try {
            forget();
        } finally {
            GUARD.unlock();
        }
    }

    /** Drops an interrupt that no cancel sent. */
    void forgetForeign() {
        GUARD.lock();
        try {
            if (!sent) {
                Thread.interrupted();
            }
        } finally {
            GUARD.unlock();
        }
    }

    /** The beginning of a shield: takes back what a cancel sent, and keeps what somebody else did. */
    void hold() {
        GUARD.lock();
        try {
            forget();
            kept |= Thread.interrupted();
        } finally {
            GUARD.unlock();
        }
    }

    private void forget() {
        if (sent) {
            sent = false;
            Thread.interrupted();
            if (owed) {
                owed = false;
                thread.interrupt();
            }
        }
    }

    /** Drops every interrupt there is, sent or foreign. */
    void forgetAll() {
        if (Thread.interrupted() || kept) {
            clear();
            Thread.interrupted();
            kept = false;
            owed = false;
        }
    }

    /** Remembers a foreign interrupt until {@link #giveBack}. */
    void keep() {
        kept = true;
    }

    /** Sets the thread's flag again when an interrupt was kept from it. */
    void giveBack() {
        if (!kept) {
            return;
        }
        GUARD.lock();
        try {
            kept = false;
            owed = sent; // the flag is taken by a cancel for now
            thread.interrupt();
        } finally {
            GUARD.unlock();
        }
    }

    /** The end of a shield: what it kept off arrives now. */
    void resume(@Nullable Cancel request) {
        if (request != null) {
            send(request, () -> true);
        }
        giveBack();
    }
}
