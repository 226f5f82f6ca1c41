package dev.footbridge.api.settings;

import com.google.common.util.concurrent.ListenableFuture;

/** The stub of a service that answers once. */
public class GuavaSetting extends Setting {

    protected GreeterStub stub;

    public interface GreeterStub {
        ListenableFuture<Reply> greet(Request request);
    }
}
