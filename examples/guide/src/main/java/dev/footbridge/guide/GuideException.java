package dev.footbridge.guide;

/** Something in the guide, or in what it quotes, that is not as it must be. The message says it in words. */
final class GuideException extends RuntimeException {

    private static final long serialVersionUID = 1;

    GuideException(String message) {
        super(message);
    }
}
