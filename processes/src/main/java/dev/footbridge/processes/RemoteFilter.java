package dev.footbridge.processes;

import java.io.ObjectInputFilter;
import java.io.Serializable;

/**
 * A filter for what a worker deserializes. It is sent to each worker when that starts, so it must be serializable; a
 * lambda is.
 */
@FunctionalInterface
public interface RemoteFilter extends ObjectInputFilter, Serializable {}
