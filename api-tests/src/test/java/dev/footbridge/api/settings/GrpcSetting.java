package dev.footbridge.api.settings;

import dev.footbridge.stream.AsyncStream;
import io.grpc.stub.StreamObserver;

/** The stub of a service that sends quotes, and the service. */
public class GrpcSetting extends Setting {

    protected QuotesStub stub;

    protected AsyncStream<Quote> quotesOf(Request request) {
        throw new UnsupportedOperationException();
    }

    protected void show(Quote quote) {}

    public interface QuotesStub {
        void watch(Request request, StreamObserver<Quote> observer);
    }
}
