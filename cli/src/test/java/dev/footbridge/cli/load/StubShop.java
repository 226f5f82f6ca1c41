package dev.footbridge.cli.load;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Speaks as the bookshop does, without its database and its Spring: what the command needs of a shop. */
public class StubShop {

    private static final int SEQUENTIAL_MILLIS = 40;

    /** A jar that starts this class, or one like it. */
    static Path jar(Path folder, Class<?> main) throws Exception {
        Path jar = folder.resolve(main.getSimpleName() + ".jar");
        URI classes = StubShop.class.getProtectionDomain().getCodeSource().getLocation().toURI();
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, main.getName());
        attributes.put(Attributes.Name.CLASS_PATH, classes.toString());
        try (JarOutputStream _ = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            return jar;
        }
    }

    /** Serves until the standard input ends. */
    public static void main(String[] args) throws IOException {
        serve(args, "all is well");
    }

    static void serve(String[] args, String footbridgePage) throws IOException {
        if (!List.of(args).equals(List.of("isbn-service"))) {
            require(args, "--bookshop.stop-with-input=true");
            require(args, "--bookshop.prices.url=http://127.0.0.1:1");
        }
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/orders/", exchange -> answer(exchange, footbridgePage));
        server.start();
        System.out.println("starting ...\nport " + (args.length == 1 ? "1" : server.getAddress().getPort()));
        while (System.in.read() >= 0) {
            // until it ends
        }
        System.exit(0);
    }

    private static void require(String[] args, String option) {
        if (!List.of(args).contains(option)) {
            System.out.println("the option " + option + " is missing");
            System.exit(1);
        }
    }

    private static void answer(HttpExchange exchange, String footbridgePage) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/");
        if (path[3].equals("sequential")) {
            try {
                Thread.sleep(SEQUENTIAL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        String text = path[3].equals("footbridge") ? footbridgePage : "all is well";
        byte[] page = ("{\"order\":" + path[2] + ",\"text\":\"" + text + "\",\"missing\":0}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, page.length);
        exchange.getResponseBody().write(page);
        exchange.close();
    }

    /** A shop whose third endpoint gives another page. */
    public static final class Wrong {

        private Wrong() {}

        /** As the other one. */
        public static void main(String[] args) throws IOException {
            serve(args, "all is wrong");
        }
    }

    /** A shop that does not start. */
    public static final class Dead {

        private Dead() {}

        /** Says why, and ends. */
        public static void main(String[] args) {
            System.out.println("no database today");
        }
    }
}
