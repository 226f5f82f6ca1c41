package dev.footbridge.sync;

/**
 * How a queue stood at one moment.
 *
 * @param size items in it
 * @param capacity how many it holds at most
 * @param waitingToPut how many waited for room, or for a taker
 * @param waitingToTake how many waited for an item
 * @param peak the most items it has held
 * @param put items accepted since it was made
 * @param taken items that left it since then
 * @param unfinished items accepted for which {@link AsyncQueue#taskDone} was not called, and that were not dropped
 * @param closed whether it takes no more items
 */
public record QueueStats(int size, int capacity, int waitingToPut, int waitingToTake, int peak, long put, long taken,
        long unfinished, boolean closed) {}
