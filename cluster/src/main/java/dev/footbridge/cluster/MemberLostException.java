package dev.footbridge.cluster;

import java.io.Serial;

/**
 * The member that ran this job died, hung, or cannot be reached any more. Nobody can know how far the job came, nor
 * whether it goes on there for a while: a member that finds itself cut off stops what it does for others. Jobs that no member had
 * begun are not affected, they run elsewhere.
 *
 * <p>Jobs that may safely run again can be started through {@link Cluster#repeatable}.
 */
public final class MemberLostException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final String member;

    /**
     * A loss.
     *
     * @param message all of it in words
     * @param member the member's name
     */
    public MemberLostException(String message, String member) {
        super(message);
        this.member = member;
    }

    /** The member's name. */
    public String member() {
        return member;
    }
}
