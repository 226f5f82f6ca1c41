package dev.footbridge.internal;

/** Throws the original exception, checked or not, where a signature cannot name it. */
public final class Sneaky {

    private Sneaky() {}

    /** Throws {@code error} itself. Declared to return so that a caller can write {@code throw raise(e)}. */
    public static RuntimeException raise(Throwable error) {
        return Sneaky.<RuntimeException>uncheckedThrow(error);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <X extends Throwable> RuntimeException uncheckedThrow(Throwable error) throws X {
        throw (X) error;
    }
}
