/** Programs as plays: actors with parts to play, the troubles they get into, and what surrounds each of their steps. */
@NullMarked
package dev.footbridge.cli.soak.play;

import org.jspecify.annotations.NullMarked;
