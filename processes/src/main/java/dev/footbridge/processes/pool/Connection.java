package dev.footbridge.processes.pool;

import dev.footbridge.processes.wire.FrameReader;
import dev.footbridge.processes.wire.Outbox;
import dev.footbridge.processes.wire.StatusPage;

/**
 * A worker that takes jobs.
 *
 * @param process its process
 * @param in what it says
 * @param out what it is told
 * @param page what it has begun
 */
record Connection(WorkerProcess process, FrameReader in, Outbox out, StatusPage page) {}
