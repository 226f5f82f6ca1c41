package dev.footbridge.spring.web;

class ReturnValuesOnPlatformThreadsTest extends ReturnValuesContract {

    @Override
    boolean virtualThreads() {
        return false;
    }
}
