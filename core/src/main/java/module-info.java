/**
 * The bridge between blocking and asynchronous Java code, in one JVM.
 */
@SuppressWarnings("module") // the modules that internal is exported to are built after this one
@org.jspecify.annotations.NullMarked module dev.footbridge.core {
    requires static transitive org.jspecify;
    requires static java.management; // processor times, for elastic threads
    requires static jdk.management;

    exports dev.footbridge;
    exports dev.footbridge.context;
    exports dev.footbridge.loop;
    exports dev.footbridge.threads;
    exports dev.footbridge.plan;
    exports dev.footbridge.stream;
    exports dev.footbridge.sync;
    exports dev.footbridge.observe;
    exports dev.footbridge.internal to dev.footbridge.processes, dev.footbridge.cluster;

    uses dev.footbridge.NonBlockingThreads;
    uses dev.footbridge.context.ContextCarrier;
}
