package dev.footbridge.cli.levels;

import dev.footbridge.cli.http.AsyncClient;
import dev.footbridge.cli.http.BlockingClient;
import dev.footbridge.cli.http.HttpClients;
import dev.footbridge.cli.http.Reply;
import dev.footbridge.processes.RemoteCallable;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Some jobs of one kind, and what their results must add up to.
 *
 * @param name what the jobs do: {@code cpu} or {@code io}
 * @param jobs the jobs
 * @param sum the sum of their results
 */
record Work(String name, List<Job> jobs, int sum) {

    static final String CPU = "cpu";
    static final String IO = "io";

    Work {
        jobs = List.copyOf(jobs);
    }

    /** Counts primes: each job in a range of its own. The jobs can be sent to other processes. */
    static Work cpu(int jobs, int numbersPerJob) {
        List<Job> ranges = IntStream.range(0, jobs).<Job>mapToObj(i -> new Job.Blocking(RemoteCallable.of(
                () -> Primes.between(i * numbersPerJob, (i + 1) * numbersPerJob)))).toList();
        return new Work(CPU, ranges, Primes.below(jobs * numbersPerJob));
    }

    /** Reads a page, and blocks the thread until it is there. */
    static Work blockingIo(int jobs, BlockingClient client, URI page, int bytes) {
        Job read = new Job.Blocking(() -> client.get(page).sizeOrThrow(page, bytes));
        return new Work(IO, IntStream.range(0, jobs).mapToObj(i -> read).toList(), jobs * bytes);
    }

    /** The same by jobs that can be sent to other processes and hosts. */
    static Work remoteIo(int jobs, URI page, int bytes) {
        Job read = new Job.Blocking(
                RemoteCallable.of(() -> HttpClients.urlConnection().get(page).sizeOrThrow(page, bytes)));
        return new Work(IO, IntStream.range(0, jobs).mapToObj(i -> read).toList(), jobs * bytes);
    }

    /** Reads a page, and awaits it. */
    static Work awaitedIo(int jobs, AsyncClient client, URI page, int bytes) {
        Job read = new Job.Awaiting(() -> client.get(page).thenApply(Reply::size));
        return new Work(IO, IntStream.range(0, jobs).mapToObj(i -> read).toList(), jobs * bytes);
    }

    /** Whether the results are what the jobs must yield. */
    boolean isCorrect(List<Integer> results) {
        return results.size() == jobs.size() && results.stream().mapToInt(Integer::intValue).sum() == sum;
    }
}
