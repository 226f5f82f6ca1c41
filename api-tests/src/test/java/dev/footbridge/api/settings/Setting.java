package dev.footbridge.api.settings;

import dev.footbridge.Task;
import dev.footbridge.context.ContextKey;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.stream.AsyncStream;
import dev.footbridge.stream.Generator;
import dev.footbridge.sync.AsyncCondition;
import dev.footbridge.sync.AsyncLock;
import dev.footbridge.sync.AsyncQueue;
import dev.footbridge.threads.ThreadPool;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

/** What the names in a snippet are that it does not declare. Compiled only: nothing of it runs. */
public class Setting {

    protected static final ContextKey<String> TENANT = ContextKey.of("tenant");

    protected boolean always;

    protected EventLoop loop;
    protected ThreadPool pool;
    protected ThreadPool db;
    protected AsyncLock lock;
    protected AsyncCondition notEmpty;
    protected AsyncQueue<Order> orders;
    protected AsyncQueue<Stop> stops;
    protected AsyncQueue<Status> status;
    protected AsyncQueue<Event> queue;
    protected AsyncStream<Book> stream;
    protected Generator<Page> generator;
    protected Task<Page> task;
    protected List<Task<Page>> tasks;

    protected long id;
    protected long other;
    protected long amount;
    protected String sku;
    protected URI uri;
    protected Path file;
    protected Path first;
    protected Path second;
    protected Path errorFile;
    protected User user;
    protected Order order;
    protected Mail mail;
    protected Request request;
    protected List<Page> pages;
    protected List<String> isbns;
    protected List<Source> sources;
    protected List<Object> results;
    protected Deque<Object> items;
    protected Collection<Callable<User>> queries;
    protected Callable<String> f;
    protected Callable<String> g;

    protected Client client;
    protected Users users;
    protected Prices prices;
    protected Transaction transaction;
    protected Cache cache;
    protected Grid hazelcast;

    protected CompletionStage<Price> fetchPrice(long id) {
        throw new UnsupportedOperationException();
    }

    protected CompletionStage<Stock> fetchStock(long id) {
        throw new UnsupportedOperationException();
    }

    protected CompletionStage<Account> load(long id) {
        throw new UnsupportedOperationException();
    }

    protected CompletionStage<?> store(Account account) {
        throw new UnsupportedOperationException();
    }

    protected Offer offerFor(Object what) {
        throw new UnsupportedOperationException();
    }

    protected Page fetch(URI uri) {
        throw new UnsupportedOperationException();
    }

    protected static String sha256(Path file) {
        throw new UnsupportedOperationException();
    }

    protected static int flakyNativeCode() {
        throw new UnsupportedOperationException();
    }

    protected Report report() {
        throw new UnsupportedOperationException();
    }

    protected Reply ask() {
        throw new UnsupportedOperationException();
    }

    protected Status current() {
        throw new UnsupportedOperationException();
    }

    protected boolean isGood(Page page) {
        throw new UnsupportedOperationException();
    }

    protected void use(Object value) {}

    protected void log(Object what) {}

    protected void mail(Report report) {}

    protected void send(Mail mail) {}

    protected void ship(Order order) {}

    protected void publish(List<Object> results) {}

    public record Price(long cents) {}

    public record Stock(int copies) {}

    public record User(String name) {}

    public record Offer(Object price, Object other) {}

    public record Order(long id) {}

    public record Quote(long cents) {}

    public record Reply(String text) {}

    public record Report(String text) {}

    public record Request(String path) {}

    public record Response(String text) {}

    public record Mail(String text) {}

    public record Event(String text) {}

    public record Stop(String why) {}

    public record Status(String text) {}

    public record Row(long id) {}

    public record Book(String title, boolean isInPrint) {}

    public record Account(long balance) {
        public Account plus(long amount) {
            return new Account(balance + amount);
        }
    }

    public record Page(List<String> lines, boolean isLast) {
        public boolean isEmpty() {
            return lines.isEmpty();
        }

        public int size() {
            return lines.size();
        }
    }

    public interface Client {
        CompletionStage<Reply> get(URI uri);

        CompletionStage<Page> get(String path);

        CompletionStage<Reply> fetch(URI uri);

        CompletionStage<Quote> quote(String isbn);
    }

    public interface Users {
        User find(long id);
    }

    public interface Prices {
        CompletionStage<Price> fetch(String sku);

        void save(Price price);
    }

    public interface Transaction {
        void begin();

        void commit();
    }

    public interface Cache {
        void expire();
    }

    public interface Grid {
        ExecutorService getExecutorService(String name);
    }

    public interface Source {
        void forEach(Consumer<Event> action);
    }

    public static final class SecurityContexts {
        public static final ThreadLocal<String> CURRENT = new ThreadLocal<>();

        private SecurityContexts() {}
    }

    public static final class Tenants {
        public static final ScopedValue<String> CURRENT = ScopedValue.newInstance();

        private Tenants() {}
    }
}
