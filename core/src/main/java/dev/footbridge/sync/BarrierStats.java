package dev.footbridge.sync;

/**
 * How a barrier stood at one moment.
 *
 * @param parties how many have to arrive
 * @param waiting how many had arrived and waited for the others
 * @param trips how often all had arrived and gone on
 * @param broken whether it was aborted
 */
public record BarrierStats(int parties, int waiting, long trips, boolean broken) {}
