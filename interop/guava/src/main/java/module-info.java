/** Guava's listenable futures to and from async functions and tasks. */
@org.jspecify.annotations.NullMarked module dev.footbridge.guava {
    requires transitive dev.footbridge.core;
    requires transitive com.google.common;
    requires static org.jspecify;
    requires static com.google.j2objc.annotations; // javadoc meets them in the classes of Guava

    exports dev.footbridge.guava;
}
