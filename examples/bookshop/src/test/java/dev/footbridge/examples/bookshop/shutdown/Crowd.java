package dev.footbridge.examples.bookshop.shutdown;

import static dev.footbridge.examples.bookshop.shutdown.AcceptedRequests.NUMBER;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import tools.jackson.databind.json.JsonMapper;

/** Many visitors at once, each sending one request after another until the shop takes no more connections. */
final class Crowd implements AutoCloseable {

    private final int port;
    private final String customer;
    private final List<String> books;
    private final CloseableHttpClient client;
    private final AtomicInteger numbers = new AtomicInteger();
    private final List<Thread> visitors = new ArrayList<>();
    private final CountDownLatch underWay;
    private final AtomicBoolean stopped = new AtomicBoolean();
    final Map<Integer, String> whole = new ConcurrentHashMap<>();
    final Map<Integer, String> broken = new ConcurrentHashMap<>();

    Crowd(int port, String customer, List<String> books, int visitors, int answersBefore) {
        this.port = port;
        this.customer = customer;
        this.books = books;
        this.underWay = new CountDownLatch(answersBefore);
        // A request is sent once: what was lost is not made up for.
        this.client = HttpClientBuilder.create().disableAutomaticRetries()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create().setMaxConnTotal(visitors)
                        .setMaxConnPerRoute(visitors).build())
                .build();
        for (int i = 0; i < visitors; i++) {
            int kind = i % 4;
            this.visitors.add(Thread.ofPlatform().name("visitor-" + i).start(() -> visit(kind)));
        }
    }

    void awaitFirstAnswers() throws InterruptedException {
        underWay.await();
    }

    /** Waits until each has been refused. */
    void awaitEnd() throws InterruptedException {
        for (Thread visitor : visitors) {
            visitor.join();
        }
    }

    private void visit(int kind) {
        while (!stopped.get()) {
            int number = numbers.incrementAndGet();
            HttpUriRequestBase request = request(kind, number);
            request.addHeader(NUMBER, number);
            try {
                String body = client.execute(request, response -> {
                    String text = EntityUtils.toString(response.getEntity());
                    if (response.getCode() != (kind == 3 ? 201 : 200)) {
                        throw new IOException("the answer " + response.getCode() + " " + text);
                    }
                    return text;
                });
                JsonMapper.shared().readTree(body);
                whole.put(number, body);
                underWay.countDown();
            } catch (HttpHostConnectException e) {
                return; // no more connections: the end of this visit
            } catch (IOException | RuntimeException e) {
                broken.put(number, e.toString());
            }
        }
    }

    private HttpUriRequestBase request(int kind, int number) {
        String shop = "http://127.0.0.1:" + port + "/orders";
        return switch (kind) {
            case 0 -> new HttpGet(shop + "/" + (1 + number % 200) + "/sequential");
            case 1 -> new HttpGet(shop + "/" + (1 + number % 200) + "/threads");
            case 2 -> new HttpGet(shop + "/" + (1 + number % 200) + "/footbridge");
            default -> {
                HttpPost post = new HttpPost(shop);
                post.setEntity(new StringEntity(JsonMapper.shared().writeValueAsString(Map.of("customer", customer,
                        "lines", books.stream().map(isbn -> Map.of("isbn", isbn, "quantity", 1)).toList())),
                        ContentType.APPLICATION_JSON));
                yield post;
            }
        };
    }

    @Override
    public void close() throws IOException {
        stopped.set(true);
        client.close();
    }
}
