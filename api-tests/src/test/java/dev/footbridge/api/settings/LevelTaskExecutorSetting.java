package dev.footbridge.api.settings;

import org.springframework.scheduling.annotation.Async; // for the snippet

/** A service of Spring's. */
public class LevelTaskExecutorSetting extends Setting {

    protected Report render(long id) {
        throw new UnsupportedOperationException();
    }
}
