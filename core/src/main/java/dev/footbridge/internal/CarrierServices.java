package dev.footbridge.internal;

import dev.footbridge.context.ContextCarrier;
import java.util.Iterator;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds the carriers that are registered as services. One that cannot be made does not keep the others away. */
final class CarrierServices {

    private static final System.Logger LOG = System.getLogger("dev.footbridge");

    /** Broken ones in a row after which the search is given up: it does not get past them. */
    private static final int MAX_BROKEN = 100;

    private CarrierServices() {}

    static void load(Consumer<ContextCarrier<?>> known) {
        try {
            load(ServiceLoader.load(ContextCarrier.class, ContextCarrier.class.getClassLoader()).iterator(), known);
        } catch (Throwable unreadable) {
            broken(unreadable);
        }
    }

    @SuppressWarnings("rawtypes") // what a ServiceLoader finds has no type arguments
    private static void load(Iterator<ContextCarrier> found, Consumer<ContextCarrier<?>> known) {
        for (int broken = 0; broken < MAX_BROKEN;) {
            try {
                if (!found.hasNext()) {
                    return;
                }
                known.accept(found.next());
                broken = 0;
            } catch (Throwable error) {
                broken++;
                broken(error);
            }
        }
    }

    /** A carrier for a library that is not there has nothing to carry; anything else is a mistake. */
    private static void broken(Throwable error) {
        NoClassDefFoundError missing = missingClass(error);
        if (missing == null) {
            FailureSink.log("a service of ContextCarrier", error);
        } else {
            LOG.log(System.Logger.Level.DEBUG, "a context carrier is left out, as its library is not there", error);
        }
    }

    private static @Nullable NoClassDefFoundError missingClass(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof NoClassDefFoundError missing) {
                return missing;
            }
        }
        return null;
    }
}
