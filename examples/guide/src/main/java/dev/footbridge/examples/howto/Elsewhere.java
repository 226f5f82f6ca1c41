package dev.footbridge.examples.howto;

import dev.footbridge.Level;
import dev.footbridge.cluster.Cluster;
import dev.footbridge.plan.Parallel;
import dev.footbridge.processes.ProcessPool;
import dev.footbridge.processes.RemoteCallable;
import java.util.List;

/** What has to change to check the numbers of the books in other processes, or on other hosts? */
public final class Elsewhere {

    private Elsewhere() {}

    // @start region="work"
    /** What the last digit of an ISBN must be; stands for work that keeps a processor busy. */
    static int checkDigit(String isbn) {
        int sum = 0;
        int weight = 1;
        for (char digit : isbn.substring(0, isbn.length() - 1).replace("-", "").toCharArray()) {
            sum += weight * (digit - '0');
            weight = 4 - weight;
        }
        return (10 - sum % 10) % 10;
    }
    // @end

    // @start region="on"
    static List<Integer> checkDigits(Level level) {
        Parallel<Integer> plan = Parallel.of();
        for (String isbn : Books.isbns()) {
            plan = plan.schedule(RemoteCallable.of(() -> checkDigit(isbn))); // a lambda that can be sent
        }
        return plan.on(level).block();
    }
    // @end

    /** Runs the same plan in this JVM, on worker JVMs, and on the members of a cluster. */
    public static void main(String[] args) {
        // @start region="main"
        IO.println("here:      " + checkDigits(Level.caller()));
        try (ProcessPool pool = ProcessPool.open(o -> o.withWorkers(2))) {
            IO.println("processes: " + checkDigits(pool));
            IO.println("mapped:    " + pool.map(Elsewhere::checkDigit, Books.isbns(), 5)); // five to a job
        }
        try (Cluster cluster = Cluster.embedded(3)) { // three members, in this JVM
            IO.println("hosts:     " + checkDigits(cluster));
        }
        // @end
    }
}
