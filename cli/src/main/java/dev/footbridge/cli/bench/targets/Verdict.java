package dev.footbridge.cli.bench.targets;

import dev.footbridge.cli.bench.score.Measured;

/** Whether a target is met. */
public enum Verdict {
    /** By the figure and by its whole error bar. */
    MET("met"),
    /** By the figure, but the error bar reaches beyond. */
    MET_WITHIN_ERROR("met, within its error"),
    /** Not by the figure, but the error bar reaches down to it. */
    MISSED_WITHIN_ERROR("MISSED, within its error"),
    /** Not even by the lower end of the error bar. */
    MISSED("MISSED"),
    /** Footbridge, or everybody that it was to be compared with, has no figure there. */
    NOT_MEASURED("not measured");

    private final String words;

    Verdict(String words) {
        this.words = words;
    }

    static Verdict of(Measured ratio, double most) {
        if (ratio.value() <= most) {
            return ratio.high() <= most ? MET : MET_WITHIN_ERROR;
        }
        return ratio.low() > most ? MISSED : MISSED_WITHIN_ERROR;
    }

    /** In words. */
    public String words() {
        return words;
    }
}
