package dev.footbridge.spring.web;

import dev.footbridge.stream.AsyncGenerator;
import dev.footbridge.stream.AsyncStream;
import dev.footbridge.stream.Generator;
import java.util.Optional;

/** What a controller returned, as items to pull. */
sealed interface Items extends AutoCloseable {

    /** The next one; empty at the end. A cancelled pull takes nothing. */
    Optional<?> next();

    @Override
    void close();

    static boolean areIn(Class<?> type) {
        return Generator.class.isAssignableFrom(type) || AsyncGenerator.class.isAssignableFrom(type)
                || AsyncStream.class.isAssignableFrom(type);
    }

    static Items of(Object returned) {
        return switch (returned) {
            case Generator<?> generator -> new Blocking<>(generator);
            case AsyncGenerator<?> generator -> new Async(generator);
            case AsyncStream<?> stream -> new Async(stream.openAsync());
            default -> throw new IllegalArgumentException("a " + returned.getClass().getName()
                    + " has no items: return a Generator, an AsyncGenerator or an AsyncStream");
        };
    }

    /** An iterator's. */
    record Blocking<T>(Generator<T> generator) implements Items {
        @Override
        public Optional<?> next() {
            return generator.hasNext() ? Optional.of(generator.next()) : Optional.empty();
        }

        @Override
        public void close() {
            generator.close();
        }
    }

    /** Those of an asynchronous generator. */
    record Async(AsyncGenerator<?> generator) implements Items {
        @Override
        public Optional<?> next() {
            return generator.next();
        }

        @Override
        public void close() {
            generator.close();
        }
    }
}
