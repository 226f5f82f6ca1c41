/** gRPC's calls as streams, and their answers from tasks and streams. */
@org.jspecify.annotations.NullMarked module dev.footbridge.grpc {
    requires transitive dev.footbridge.core;
    requires transitive io.grpc;
    requires transitive io.grpc.stub;
    requires static org.jspecify;

    exports dev.footbridge.grpc;
}
