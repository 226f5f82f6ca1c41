package dev.footbridge.internal;

import java.util.List;

/** The part of a stack that a user knows, for dumps. */
public final class UserFrames {

    private static final int MOST_FRAMES = 16;
    private static final List<String> OURS = List.of("dev.footbridge.internal.", "dev.footbridge.loop.",
            "dev.footbridge.threads.");
    private static final List<String> JAVA = List.of("java.", "jdk.", "sun.");

    private UserFrames() {}

    /**
     * The user's side of a stack: what Footbridge does above, below and in between is left out, with what Java does for
     * it.
     */
    public static void append(StackTraceElement[] stack, StringBuilder text) {
        List<StackTraceElement> all = List.of(stack);
        int top = 0;
        while (top < all.size() && isJava(all.get(top))) {
            top++;
        }
        boolean waitsInFootbridge = top < all.size() && isOurs(all.get(top));
        List<StackTraceElement> theirs = all.stream().skip(waitsInFootbridge ? top : 0).filter(frame -> !isOurs(frame))
                .toList();
        int bottom = theirs.size();
        while (bottom > 0 && isJava(theirs.get(bottom - 1))) {
            bottom--;
        }
        theirs.stream().limit(Math.min(bottom, MOST_FRAMES))
                .forEach(frame -> text.append("    at ").append(frame).append('\n'));
    }

    private static boolean isJava(StackTraceElement frame) {
        return JAVA.stream().anyMatch(frame.getClassName()::startsWith);
    }

    private static boolean isOurs(StackTraceElement frame) {
        return OURS.stream().anyMatch(frame.getClassName()::startsWith);
    }
}
