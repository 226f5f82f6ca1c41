package dev.footbridge.api.settings;

import java.util.concurrent.Future;

/** A client that calls back, as Apache's does. */
public class CallbackSetting extends Setting {

    protected Caller client;

    public interface Caller {
        Future<Response> execute(Request request, FutureCallback<Response> callback);
    }

    public interface FutureCallback<T> {
        void completed(T result);

        void failed(Exception error);

        void cancelled();
    }
}
