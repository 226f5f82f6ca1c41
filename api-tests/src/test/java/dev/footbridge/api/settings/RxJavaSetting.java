package dev.footbridge.api.settings;

import dev.footbridge.stream.AsyncStream;
import io.reactivex.rxjava3.core.Flowable; // for the snippet
import io.reactivex.rxjava3.core.Single;

/** Reactive repositories. */
public class RxJavaSetting extends Setting {

    protected Orders orders;
    protected Prices prices;
    protected AsyncStream<Row> stream;

    public interface Orders {
        Single<Order> find(long id);
    }

    public interface Prices {
        Single<Price> find(long id);
    }
}
