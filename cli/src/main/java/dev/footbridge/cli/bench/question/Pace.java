package dev.footbridge.cli.bench.question;

/** How thoroughly something is measured. */
public enum Pace {
    /** As the targets are meant. */
    FULL,
    /** For a moment: it shows that all works, not how fast. */
    QUICK
}
