package shop;

import dev.footbridge.processes.ProcessPool;
import java.util.List;

public class Processes {

    static long sum(int upTo) { // stands for work that keeps a processor busy
        long sum = 0;
        for (int n = 1; n <= upTo; n++) {
            sum += n;
        }
        return sum;
    }

    public static void main(String[] args) {
        // @start region="processes"
        try (ProcessPool pool = ProcessPool.open(o -> o.withWorkers(2))) {
            long one = pool.call(() -> sum(1_000)); // a plain lambda, run in another JVM
            List<Long> many = pool.map(Processes::sum, List.of(10, 100, 1_000), 1);
            System.out.println(one + " " + many);
        }
        // @end
    }
}
