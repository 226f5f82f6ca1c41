package dev.footbridge.cli.bench.processes;

/**
 * What one contender took for one step.
 *
 * @param step what was measured
 * @param contender who was
 * @param seconds the median of the rounds
 * @param secondsMin the least
 * @param secondsMax the most
 * @param ratio to the better of Python's; zero without Python
 * @param target the most that the ratio is to be for Footbridge; zero for no target
 */
record Row(String step, String contender, double seconds, double secondsMin, double secondsMax, double ratio,
        double target) {}
