package dev.footbridge.spring.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A client of an application on this host. */
public final class Client implements AutoCloseable {

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;

    public Client(int port) {
        this.port = port;
    }

    /** The whole response. */
    public HttpResponse<String> get(String path, String... headers) throws Exception {
        return send("GET", path, headers);
    }

    /** The response without its body. */
    public HttpResponse<String> head(String path, String... headers) throws Exception {
        return send("HEAD", path, headers);
    }

    private HttpResponse<String> send(String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .method(method, HttpRequest.BodyPublishers.noBody()).timeout(Duration.ofSeconds(60));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** A response to read line by line, over a connection of its own. */
    public Raw open(String path, String... headers) throws IOException {
        return new Raw(port, path, headers);
    }

    @Override
    public void close() {
        http.close();
    }

    /** The raw lines of a response; closing it hangs up. */
    public static final class Raw implements AutoCloseable {

        private final Socket socket;
        private final BufferedReader in;

        private Raw(int port, String path, String... headers) throws IOException {
            socket = new Socket("localhost", port);
            socket.setSoTimeout(30_000);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            send(path, headers);
        }

        /** Another request on this connection. */
        public void send(String path, String... headers) throws IOException {
            StringBuilder head = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n");
            for (int i = 0; i < headers.length; i += 2) {
                head.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
            }
            socket.getOutputStream().write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        }

        /** Skips lines until one has this in it. */
        public String lineWith(String part) throws IOException {
            for (;;) {
                String line = in.readLine();
                if (line == null) {
                    throw new IOException("the response ended before a line with " + part);
                }
                if (line.contains(part)) {
                    return line;
                }
            }
        }

        /** All that is left; up to where the connection ends. */
        public String rest() {
            StringBuilder all = new StringBuilder();
            try {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    all.append(line).append('\n');
                }
            } catch (IOException reset) {
                all.append("RESET");
            }
            return all.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
