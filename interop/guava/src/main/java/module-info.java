/** Guava's listenable futures to and from async functions and tasks. */
@org.jspecify.annotations.NullMarked module dev.footbridge.guava {
    requires transitive dev.footbridge.core;
    requires transitive com.google.common;
    requires static org.jspecify;

    exports dev.footbridge.guava;
}
