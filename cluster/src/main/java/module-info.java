/**
 * Worker JVMs on other hosts as a level. Discovery, membership, failure detection and messages are JGroups'.
 */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"}) // JGroups is one
@org.jspecify.annotations.NullMarked module dev.footbridge.cluster {
    requires static transitive org.jspecify;
    requires transitive dev.footbridge.processes;
    requires org.jgroups;

    exports dev.footbridge.cluster;
}
