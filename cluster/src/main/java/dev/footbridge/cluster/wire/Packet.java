package dev.footbridge.cluster.wire;

import dev.footbridge.processes.job.Kind;

/** What one member tells another. Packets from one member to another arrive in order, or not at all. */
public sealed interface Packet {

    /** The version of what is said here; members of different ones do not work together. */
    int PROTOCOL = 1;

    /**
     * The first packet to a member: who speaks.
     *
     * @param protocol the {@link #PROTOCOL}
     * @param java the feature version of the JVM, as serialized forms of JDK classes may differ
     * @param isReply whether this answers a hello, and none need be sent back
     * @param session goes back with each job: jobs of another time, or of a recording, do not know it
     * @param name the member's name
     * @param blocking how many blocking jobs it runs at once; zero for a member that only submits
     * @param blockingTaken how many of those slots are taken
     * @param async how many async jobs it runs at once
     * @param asyncTaken how many of those slots are taken
     */
    record Hello(int protocol, int java, boolean isReply, long session, String name, int blocking, int blockingTaken,
            int async, int asyncTaken) implements Packet {}

    /**
     * Run this job; or send it back at once.
     *
     * @param session the one of the member's hello
     * @param number counts the jobs sent in this session, from one
     * @param job the submitter's number of the job
     * @param attempt how often it was sent before
     * @param kind how it runs
     * @param isNested whether another job waits for it
     * @param isExtra whether it runs beside those that have slots; of blocking jobs only the member itself may say so
     * @param wantsMore whether a further slot of this kind is wanted
     * @param name the job's name
     * @param payload the job
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Run(long session, long number, long job, int attempt, Kind kind, boolean isNested, boolean isExtra,
            boolean wantsMore, String name, byte[] payload) implements Packet {}

    /**
     * How a job ended.
     *
     * @param job the submitter's number of the job
     * @param attempt the attempt that ended
     * @param kind how it ran
     * @param isGranted whether the slot that it had is kept for this submitter for a moment
     * @param end how
     * @param others how many slots of its kind are taken by others than this submitter
     * @param body the value, the failure or the reason
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Reply(long job, int attempt, Kind kind, boolean isGranted, End end, int others,
            byte[] body) implements Packet {}

    /** How a job can end. */
    enum End {
        /** With a value. */
        VALUE,
        /** With an exception. */
        ERROR,
        /** It was cancelled. */
        CANCELLED
    }

    /** The job was not begun and never will be here: no slot was free. A slot is granted when one is. */
    record Bounce(long job, int attempt, Kind kind, int others) implements Packet {}

    /** A slot of this kind is wanted as soon as one is free. */
    record Want(Kind kind, boolean isNested) implements Packet {}

    /** A slot of this kind is kept for a moment. */
    record Grant(Kind kind) implements Packet {}

    /** The slot that was granted is not needed. */
    record Decline(Kind kind) implements Packet {}

    /** Stop a job. */
    record Cancel(long job, int attempt, boolean interrupts, String reason) implements Packet {}

    /** No job is taken any more; those that were are finished. */
    record Leaving() implements Packet {}

    /** The class of this name is needed, to run a job of yours. */
    record Fetch(long request, String name) implements Packet {}

    /** The class that was asked for; empty if it is not given. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Code(long request, byte[] bytes) implements Packet {}
}
