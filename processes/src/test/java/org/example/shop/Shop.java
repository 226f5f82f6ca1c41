package org.example.shop;

import dev.footbridge.processes.ProcessPool;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A user's program with a process pool, in a package of its own, so that it can be a module of its own. Prints what comes
 * of each kind of job. The argument {@code await} says to wait for an AOT cache in the user's folder at the end.
 */
public final class Shop {

    private Shop() {}

    /** What a user sends. */
    public record Item(String name, int price) implements Serializable {}

    /** What a user's code throws. */
    public static final class SoldOutException extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final Item item;

        SoldOutException(Item item, Throwable cause) {
            super("there is no " + item.name() + " left", cause);
            this.item = item;
        }
    }

    public static void main(String[] arguments) throws Exception {
        try (ProcessPool pool = ProcessPool.open(o -> o.withWorkers(2))) {
            Item tea = new Item("tea", 3);
            print("call", pool.call(() -> new Item(tea.name() + "!", tea.price() + 1)));
            List<Item> items = IntStream.range(0, 7).mapToObj(i -> new Item("no " + i, i)).toList();
            print("map", pool.map(Item::price, items, 3));
            print("async", pool.call(() -> CompletableFuture.completedFuture(tea)));
            print("nested", pool.call(() -> pool.call(() -> pool.call(() -> tea.name() + " in a job in a job"))));
            try {
                pool.call(() -> {
                    throw new SoldOutException(tea, new IOException("the shelf is empty"));
                });
            } catch (SoldOutException soldOut) {
                print("failure", soldOut.getMessage() + " " + soldOut.item + " " + soldOut.getCause().getMessage());
            }
            print("elsewhere", pool.call(() -> ProcessHandle.current().pid()) != ProcessHandle.current().pid());
            String name = pool.call(() -> Shop.class.getModule().getName());
            print("module", name == null ? "unnamed module" : "module " + name);
            print("resource", pool.call(
                    () -> Thread.currentThread().getContextClassLoader().getResource("shop.txt") != null));
            print("cached", ProcessHandle.current().children().map(child -> String.join(" ",
                    child.info().arguments().orElse(new String[0]))).filter(words -> words.contains("WorkerMain"))
                    .anyMatch(words -> words.contains("-XX:AOTCache=")));
            if (List.of(arguments).contains("await")) {
                await(Path.of(System.getenv("XDG_CACHE_HOME"), "footbridge", "aot"));
            }
            print("crashed", pool.stats().crashed());
        }
    }

    private static void await(Path store) throws Exception {
        for (int i = 0; i < 1_200; i++) {
            if (Files.isDirectory(store)) {
                try (Stream<Path> files = Files.list(store)) {
                    if (files.anyMatch(file -> file.toString().endsWith(".aot"))) {
                        return;
                    }
                }
            }
            Thread.sleep(50);
        }
        throw new IllegalStateException("no cache was made");
    }

    private static void print(String what, Object value) {
        System.out.println(what + " = " + value);
    }
}
