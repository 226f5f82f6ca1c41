package dev.footbridge.processes.launch;

/**
 * A command for one start of a worker.
 *
 * @param builder ready to start; its streams are not redirected yet
 * @param usesAot whether the worker is to use an AOT cache; tell {@link Launcher#failed} when it dies before its hello
 */
public record Launch(ProcessBuilder builder, boolean usesAot) {}
