package dev.footbridge.spring.entities;

class EntitiesOnPlatformThreadsTest extends EntitiesContract {

    @Override
    boolean virtualThreads() {
        return false;
    }
}
