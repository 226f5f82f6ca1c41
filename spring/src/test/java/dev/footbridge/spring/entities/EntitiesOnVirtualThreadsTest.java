package dev.footbridge.spring.entities;

class EntitiesOnVirtualThreadsTest extends EntitiesContract {

    @Override
    boolean virtualThreads() {
        return true;
    }
}
