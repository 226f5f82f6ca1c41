package dev.footbridge.api.settings;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer; // for the snippet
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse; // for the snippet
import java.util.function.Function;

/** A client's request, and the routes of a server, as Vert.x Web has them. */
public class VertxSetting extends Setting {

    protected Vertx vertx;
    protected HttpClientRequest request;
    protected String path;
    protected Router router;

    public interface Router {
        Route get(String path);
    }

    public interface Route {
        <T> Route respond(Function<RoutingContext, Future<T>> function);
    }

    public interface RoutingContext {}
}
