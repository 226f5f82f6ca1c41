package dev.footbridge.spring.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * Status and headers of an entity whose body is not there yet. They are put into the response when the body is: a failure
 * before that is answered as if there had been no entity.
 *
 * @param status null if there is no entity
 * @param headers those of the entity
 */
record Head(@Nullable HttpStatusCode status, HttpHeaders headers) {

    /** Of what was returned without an entity. */
    static final Head NONE = new Head(null, HttpHeaders.EMPTY);

    /** That of an entity; one without a status leaves that of the response as it is. */
    static Head of(HttpEntity<?> entity, HttpServletResponse response) {
        return new Head(entity instanceof ResponseEntity<?> answer
                ? answer.getStatusCode()
                : HttpStatusCode.valueOf(response.getStatus()), entity.getHeaders());
    }

    @Nullable
    MediaType contentType() {
        return headers.getContentType();
    }

    /** The body in its entity, for Spring to answer with; the body itself if there was none. */
    @Nullable
    Object with(@Nullable Object body) {
        return status == null ? body : ResponseEntity.status(status).headers(headers).body(body);
    }

    /** Whether such a response has a body at all. */
    boolean allowsBody(HttpServletResponse response) {
        int code = status == null ? response.getStatus() : status.value();
        return code >= 200 && code != 204 && code != 205 && code != 304;
    }

    /** Puts it into a response that has a content type already. */
    void writeTo(HttpServletResponse response) {
        if (status != null) {
            response.setStatus(status.value());
        }
        headers.forEach((name, values) -> {
            if (!name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)) {
                write(name, values, response);
            }
        });
    }

    private static void write(String name, List<String> values, HttpServletResponse response) {
        boolean adds = name.equalsIgnoreCase(HttpHeaders.VARY); // to what filters have said
        Collection<String> known = adds ? List.copyOf(response.getHeaders(name)) : List.of();
        for (String value : values) {
            if (adds) {
                if (!known.contains(value)) {
                    response.addHeader(name, value);
                }
            } else {
                response.setHeader(name, value);
                adds = true;
            }
        }
    }
}
