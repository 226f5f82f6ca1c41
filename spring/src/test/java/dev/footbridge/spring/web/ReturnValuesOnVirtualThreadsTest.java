package dev.footbridge.spring.web;

class ReturnValuesOnVirtualThreadsTest extends ReturnValuesContract {

    @Override
    boolean virtualThreads() {
        return true;
    }
}
