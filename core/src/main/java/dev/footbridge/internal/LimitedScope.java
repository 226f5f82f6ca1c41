package dev.footbridge.internal;

/** A scope that will be cancelled when its time is over. */
final class LimitedScope extends DecidingScope {

    LimitedScope(Strand strand) {
        super(strand);
    }

    @Override
    boolean isLimited() {
        return true;
    }
}
