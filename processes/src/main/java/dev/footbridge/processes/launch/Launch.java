package dev.footbridge.processes.launch;

/**
 * A command for one start.
 *
 * @param builder the command
 * @param usesAot whether it uses an AOT cache
 */
public record Launch(ProcessBuilder builder, boolean usesAot) {}
