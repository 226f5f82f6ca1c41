/**
 * Carriers for the contexts of other libraries. Each is used if its library is there; having this module is enough.
 */
@org.jspecify.annotations.NullMarked module dev.footbridge.context {
    requires transitive dev.footbridge.core;
    requires static org.jspecify;
    requires static org.slf4j;
    requires static transitive context.propagation;

    exports dev.footbridge.context.carriers;

    provides dev.footbridge.context.ContextCarrier with
            dev.footbridge.context.carriers.MdcCarrier,
            dev.footbridge.context.carriers.MicrometerCarrier;
}
