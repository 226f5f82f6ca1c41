package dev.footbridge.api.settings;

import dev.footbridge.processes.RemoteCallable; // for the snippet

/** Jobs that can be sent. */
public class LevelSetting extends Setting {}
