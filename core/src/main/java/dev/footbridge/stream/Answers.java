package dev.footbridge.stream;

import org.jspecify.annotations.Nullable;

/** A sink whose other side may answer an item with a value, or with an exception. Used by the body's own strand. */
interface Answers {

    /** Says which class of answer the next item wants; null for none. */
    void want(@Nullable Class<?> answer);

    /** Takes the value that came back, or null. */
    @Nullable
    Object takeAnswer();

    /** Takes the exception that came back, or null. */
    @Nullable
    Throwable takeThrown();
}
