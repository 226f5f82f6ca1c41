package dev.footbridge.spring.web;

import org.apache.catalina.connector.ClientAbortException;
import org.springframework.util.ClassUtils;

/**
 * How a server is made to close a connection in the middle of a response: there is no call for it, only an exception out of
 * the servlet, which it reports as well. Tomcat does so in silence for one, as if the client had hung up.
 */
final class HangUp {

    private static final boolean TOMCAT = ClassUtils.isPresent("org.apache.catalina.connector.ClientAbortException",
            HangUp.class.getClassLoader());

    private HangUp() {}

    /** Never returns. */
    static RuntimeException because(BrokenStreamException broken) {
        throw TOMCAT ? HangUp.<RuntimeException>unchecked(Tomcat.abort(broken)) : broken;
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> E unchecked(Throwable checked) throws E {
        throw (E) checked;
    }

    /** Loaded only where Tomcat is. */
    private static final class Tomcat {

        static Throwable abort(BrokenStreamException broken) {
            return new ClientAbortException(broken.getMessage(), broken);
        }
    }
}
