package dev.footbridge.internal;

import org.jspecify.annotations.Nullable;

/** A call with an end of its own: what it makes of a cancel that is met in it, only its end tells. */
class DecidingScope extends Scope {

    private @Nullable Cancel metInside;

    DecidingScope(Strand strand) {
        super(strand, strand.scope(), false);
    }

    @Override
    final void met(Cancel request) {
        metInside = request;
    }

    @Override
    final @Nullable Cancel metInside() {
        return metInside;
    }
}
