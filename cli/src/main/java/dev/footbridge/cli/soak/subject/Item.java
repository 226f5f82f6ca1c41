package dev.footbridge.cli.soak.subject;

/**
 * What goes through queues: no two are the same.
 *
 * @param producer which actor put it
 * @param number counts the items of all actors
 * @param rank its place in a priority queue
 */
public record Item(int producer, int number, int rank) {}
