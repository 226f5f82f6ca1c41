/** The loopback HTTP server that the measurements call: a program of its own, started and ended by the command. */
@NullMarked
package dev.footbridge.cli.server;

import org.jspecify.annotations.NullMarked;
