/** RxJava's sources to and from async functions, tasks and streams. */
@org.jspecify.annotations.NullMarked module dev.footbridge.rxjava {
    requires transitive dev.footbridge.core;
    requires transitive io.reactivex.rxjava3;
    requires transitive org.reactivestreams;
    requires static org.jspecify;

    exports dev.footbridge.rxjava;
}
