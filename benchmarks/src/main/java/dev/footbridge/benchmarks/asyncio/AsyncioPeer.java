package dev.footbridge.benchmarks.asyncio;

import dev.footbridge.benchmarks.Figure;
import dev.footbridge.benchmarks.FigureFile;
import dev.footbridge.benchmarks.MainArguments;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * CPython's asyncio, asked the questions that the benchmarks of this module ask, in a process of its own: the contender
 * {@code asyncio} of each class that it has an answer to, with the same parameters.
 *
 * <pre>{@code java -cp benchmarks.jar dev.footbridge.benchmarks.asyncio.AsyncioPeer [--quick] FILE.json}</pre>
 *
 * <p>Uses the first of {@code python3} and its numbered names on the path that is 3.11 or later; without one it says so
 * and writes an empty list. A queue without capacity is missing: asyncio has none.
 */
public final class AsyncioPeer {

    private static final String SCRIPT = "/asyncio_peers.py";

    private AsyncioPeer() {}

    /** Measures, and writes the figures. */
    public static void main(String[] args) throws IOException, InterruptedException {
        MainArguments arguments = MainArguments.of(args);
        Optional<Python> python = Python.find();
        if (python.isEmpty()) {
            System.out.println("asyncio is not measured: there is no CPython 3.11 or later on the path");
        }
        FigureFile.write(arguments.file(),
                python.isEmpty() ? List.of() : measure(python.get(), arguments.quick()));
    }

    private static List<Figure> measure(Python python, boolean quick) throws IOException, InterruptedException {
        System.out.println("asyncio of " + python.version());
        List<String> command = new ArrayList<>(List.of(python.command(), "-"));
        if (quick) {
            command.add("--quick");
        }
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (InputStream source = Objects.requireNonNull(AsyncioPeer.class.getResourceAsStream(SCRIPT), SCRIPT);
                OutputStream stdin = process.getOutputStream()) {
            source.transferTo(stdin);
        }
        List<Figure> figures = new ArrayList<>();
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Figure figure = AsyncioLine.parse(line);
                System.out.printf("%-60s %-40s %12.1f ± %.1f %s%n", figure.benchmark(), figure.params(), figure.score(),
                        figure.error(), figure.unit());
                figures.add(figure);
            }
        }
        int exit = process.waitFor();
        if (exit != 0) {
            throw new IOException("asyncio's side must end with exit code 0, not " + exit
                    + ": what it printed above says why");
        }
        return figures;
    }
}
