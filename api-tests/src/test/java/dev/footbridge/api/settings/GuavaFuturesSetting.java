package dev.footbridge.api.settings;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.ListenableFuture;
import java.util.concurrent.Executor;

/** A client that returns Guava's futures, and one who wants one. */
public class GuavaFuturesSetting extends Setting {

    protected Users users;
    protected FutureCallback<Offer> callback;
    protected Executor executor;

    public interface Users {
        ListenableFuture<User> find(long id);
    }
}
