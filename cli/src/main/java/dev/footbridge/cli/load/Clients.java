package dev.footbridge.cli.load;

import dev.footbridge.cli.http.BlockingClient;
import dev.footbridge.cli.http.Reply;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A closed loop: so many clients, each of which sends a request when the one before is answered. Checks every page. */
final class Clients {

    private static final int ORDERS = 200;

    private final String shop;
    private final BlockingClient http;
    /** The page of each order, as the first endpoint that was asked gave it: the others must give the same. */
    private final Map<Integer, String> pages = new ConcurrentHashMap<>();
    private final AtomicInteger wrong = new AtomicInteger();
    private final AtomicReference<@Nullable String> firstWrong = new AtomicReference<>();

    Clients(String shop, BlockingClient http) {
        this.shop = shop;
        this.http = http;
    }

    /** Sends so many requests and returns how long each took, in nanoseconds. */
    long[] send(Endpoint endpoint, int requests, int clients) {
        long[] nanos = new long[requests];
        AtomicInteger next = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(clients);
        for (int i = 0; i < clients; i++) {
            Thread.ofVirtual().name("client-" + i).start(() -> {
                try {
                    for (int number = next.getAndIncrement(); number < requests; number = next.getAndIncrement()) {
                        nanos[number] = timed(endpoint, 1 + number % ORDERS);
                    }
                } finally {
                    done.countDown();
                }
            });
        }
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + clients + " clients were at work", e);
        }
        return nanos;
    }

    private long timed(Endpoint endpoint, int order) {
        URI page = URI.create(shop + "/orders/" + order + "/" + endpoint.address());
        long begin = System.nanoTime();
        try {
            Reply reply = http.get(page);
            long nanos = System.nanoTime() - begin;
            String text = reply.text();
            String same = pages.putIfAbsent(order, text);
            if (reply.status() != 200 || (same != null && !same.equals(text)) || !text.contains("\"missing\":0")) {
                note(page + " answered " + reply.status() + ": " + text);
            }
            return nanos;
        } catch (IOException e) {
            note(page + " did not answer: " + e);
            return System.nanoTime() - begin;
        }
    }

    private void note(String problem) {
        wrong.incrementAndGet();
        firstWrong.compareAndSet(null, problem);
    }

    int wrong() {
        return wrong.get();
    }

    /** The first problem, or an empty text. */
    String firstWrong() {
        String problem = firstWrong.get();
        return problem == null ? "" : problem;
    }
}
