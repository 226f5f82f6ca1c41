package dev.footbridge.spring.web;

/** The items of a response failed after some had been sent, so the response was broken off. The cause is the failure. */
public final class BrokenStreamException extends RuntimeException {

    private static final long serialVersionUID = 1;

    BrokenStreamException(String message, Throwable cause) {
        super(message, cause);
    }
}
