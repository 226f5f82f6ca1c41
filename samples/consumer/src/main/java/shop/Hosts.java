package shop;

import dev.footbridge.cluster.Cluster;
import java.util.List;

public class Hosts {

    public static void main(String[] args) {
        // @start region="hosts"
        try (Cluster cluster = Cluster.embedded(3)) { // three members, all in this JVM, to try
            List<Integer> sizes = cluster.map(String::length, List.of("one", "three", "five"), 1);
            System.out.println(sizes);
        }
        // @end
    }
}
