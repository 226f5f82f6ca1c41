package dev.footbridge.spring.web;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** How items are written: each whole, and sent before the next one is asked for. */
sealed interface Wire {

    /** Lines of JSON. */
    MediaType NDJSON = MediaType.APPLICATION_NDJSON;

    /** What can be written, what is preferred first. */
    List<MediaType> TYPES = List.of(NDJSON, MediaType.TEXT_EVENT_STREAM);

    /** The response it writes. */
    ResponseBodyEmitter emitter();

    /** Writes an item and sends it. */
    void write(Object item) throws IOException;

    /** Writes something that readers skip. */
    void writeHeartbeat() throws IOException;

    /** Sends the head of a response without items. */
    void writeNothing() throws IOException;

    static Wire of(MediaType type, @Nullable Duration timeout) {
        long millis = timeout == null ? -1 : timeout.toMillis();
        return NDJSON.includes(type)
                ? new Lines(new LinesEmitter(type, millis))
                : new Events(new EventsEmitter(type, millis));
    }

    /** NDJSON; a string is taken for a line that is JSON already, as Spring takes it. */
    record Lines(ResponseBodyEmitter emitter) implements Wire {

        @Override
        public void write(Object item) throws IOException {
            Set<ResponseBodyEmitter.DataWithMediaType> line = new LinkedHashSet<>();
            line.add(new ResponseBodyEmitter.DataWithMediaType(item, MediaType.APPLICATION_JSON));
            line.add(new ResponseBodyEmitter.DataWithMediaType("\n", MediaType.TEXT_PLAIN));
            emitter.send(line);
        }

        @Override
        public void writeHeartbeat() throws IOException {
            emitter.send("\n", MediaType.TEXT_PLAIN);
        }

        @Override
        public void writeNothing() throws IOException {
            emitter.send("", MediaType.TEXT_PLAIN);
        }
    }

    /** Server-sent events; an item may be an event itself. */
    record Events(SseEmitter emitter) implements Wire {

        @Override
        public void write(Object item) throws IOException {
            emitter.send(item instanceof SseEmitter.SseEventBuilder event
                    ? event
                    : SseEmitter.event().data(item, MediaType.APPLICATION_JSON));
        }

        @Override
        public void writeHeartbeat() throws IOException {
            emitter.send(SseEmitter.event().comment(""));
        }

        @Override
        public void writeNothing() throws IOException {
            emitter.send(SseEmitter.event().comment(""));
        }
    }

    /** Says of what type its lines are. */
    final class LinesEmitter extends ResponseBodyEmitter {

        private final MediaType type;

        LinesEmitter(MediaType type, long millis) {
            super(millis);
            this.type = type;
        }

        @Override
        protected void extendResponse(ServerHttpResponse response) {
            super.extendResponse(response);
            response.getHeaders().setContentType(type);
        }
    }

    /** Says of what type its events are. */
    final class EventsEmitter extends SseEmitter {

        private final MediaType type;

        EventsEmitter(MediaType type, long millis) {
            super(millis);
            this.type = type;
        }

        @Override
        protected void extendResponse(ServerHttpResponse response) {
            response.getHeaders().setContentType(type);
            super.extendResponse(response);
        }
    }
}
