package dev.footbridge.spring.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.ContentNegotiationManager;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.servlet.HandlerMapping;

/** Which type a response of items has: what its entity says, else what the client likes best of what its mapping allows. */
final class Offers {

    private final ContentNegotiationManager negotiation;

    Offers(ContentNegotiationManager negotiation) {
        this.negotiation = negotiation;
    }

    MediaType choose(Head head, NativeWebRequest request, HttpServletRequest servletRequest)
            throws HttpMediaTypeNotAcceptableException {
        MediaType said = head.contentType();
        if (said == null) {
            return accepted(request, servletRequest);
        }
        if (Wire.TYPES.stream().noneMatch(type -> type.includes(said))) {
            throw new HttpMessageNotWritableException("the response to " + servletRequest.getMethod() + " "
                    + servletRequest.getRequestURI() + " has items, which are sent as application/x-ndjson or"
                    + " text/event-stream (its entity says " + said + "): say one of these, or none to send what the"
                    + " client likes");
        }
        return said;
    }

    private MediaType accepted(NativeWebRequest request, HttpServletRequest servletRequest)
            throws HttpMediaTypeNotAcceptableException {
        List<MediaType> offered = offered(servletRequest);
        List<MediaType> wanted = new ArrayList<>(negotiation.resolveMediaTypes(request));
        MimeTypeUtils.sortBySpecificity(wanted);
        for (MediaType type : wanted) {
            for (MediaType offer : offered) {
                if (type.includes(offer)) {
                    return offer;
                }
            }
        }
        throw new HttpMediaTypeNotAcceptableException(offered);
    }

    /** What the mapping says that it produces, as far as it can be. */
    private static List<MediaType> offered(HttpServletRequest request) {
        Object produced = request.getAttribute(HandlerMapping.PRODUCIBLE_MEDIA_TYPES_ATTRIBUTE);
        if (!(produced instanceof Set<?> types) || types.isEmpty()) {
            return Wire.TYPES;
        }
        List<MediaType> offered = Wire.TYPES.stream()
                .filter(type -> types.stream()
                        .anyMatch(each -> each instanceof MediaType media && media.includes(type)))
                .toList();
        return offered.isEmpty() ? Wire.TYPES : offered;
    }
}
