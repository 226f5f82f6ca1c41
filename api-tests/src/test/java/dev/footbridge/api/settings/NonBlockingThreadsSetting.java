package dev.footbridge.api.settings;

import reactor.core.scheduler.NonBlocking; // for the snippet

/** Reactor's marker. */
public class NonBlockingThreadsSetting extends Setting {}
