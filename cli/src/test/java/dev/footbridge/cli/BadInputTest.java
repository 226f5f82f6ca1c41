package dev.footbridge.cli;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bad input gets one line and exit code 2, before anything is measured. */
class BadInputTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            perf --calls 0              | --calls is 0: it must be 1 to 4000
            perf --calls 100000         | --calls is 100000: it must be 1 to 4000
            perf --calls ten            | 'ten' is not an int
            perf --average 0            | --average is 0: it must be 1 to 1000
            perf --warm-up -1           | --warm-up is -1: it must be 0 to 1000000
            perf --payload -1           | --payload is -1: it must be 0 to 16777216
            perf --latency -5ms         | --latency is -5ms: it must be 0 to 60s
            perf --latency 0.5ms        | it must be whole milliseconds
            perf --latency 5            | '5' is no time: write a number and a unit, as 50ms or 0.5s
            perf --latency 1h           | '1h' is no time
            perf --nonsense             | '--nonsense' is not understood here (see 'footbridge perf --help')
            perf nonsense               | 'nonsense' is not understood here
            perf --url no-address       | 'no-address' is no web address: it must look like http://host/path
            perf --url ftp://host/      | 'ftp://host/' is no web address
            perf --url http://a{b}/      | is no web address
            perf --url http://no-such-host.invalid/ | there is no host named no-such-host.invalid: check the address
            perf --url http://127.0.0.1/ --latency 5ms | leave them out with --url
            isbn --books 0              | --books is 0: it must be 1 to 5000
            isbn --latency 0            | --latency is 0ms: it must be 1ms to 60s
            isbn --latency -1s          | --latency is -1000ms: it must be 1ms to 60s
            isbn --only fast            | there is no version 'fast', only serial, awaited-one-by-one
            isbn --url http://127.0.0.1/ | it must have {isbn} where the number of the book goes
            isbn --url http://no-such-host.invalid/{isbn} | there is no host named no-such-host.invalid
            levels --jobs 0             | --jobs is 0: it must be 1 to 1000
            levels --rounds 0           | --rounds is 0: it must be 1 to 100
            levels --numbers 0          | --numbers is 0: it must be 1 to 2000000
            levels --latency -1ms       | --latency is -1ms: it must be 1ms to 10s
            bench processes --rounds 0  | --rounds is 0: it must be 1 to 100
            bench processes --python sh | --python is sh: it must be a CPython 3.11 or later that runs
            soak --seconds 0            | --seconds is 0: it must be 1 to 604800
            soak --minutes -1           | --minutes is -1: it must be 1 to 10080
            soak --minutes 1 --seconds 1 | --minutes and --seconds are both given: give one of them
            soak --seed none            | 'none' is not a long
            levels --hosts 0            | --hosts is 0: it must be 1 to 16
            bench hosts --rounds 0      | --rounds is 0: it must be 1 to 100
            load --clients 0            | --clients is 0: it must be 1 to 200
            load --requests -1          | --requests is -1: it must be 1 to 100000
            load --rounds 101           | --rounds is 101: it must be 1 to 100
            load --shop none.jar        | --shop is none.jar, which is not there: name bookshop.jar
            bench --only quack --benchmarks none.jar | --benchmarks is none.jar, which is not there: name benchmarks.jar
            bench --rounds 1            | '--rounds' is not understood here (see 'footbridge bench --help')
            chaos --seconds 1           | add --processes for worker JVMs on this host, or --hosts for members of a cluster
            chaos --processes --hosts   | --processes and --hosts are both given: give one of them
            chaos --processes --seconds 0 | --seconds is 0: it must be 1 to 604800
            chaos --processes --minutes 99999 | --minutes is 99999: it must be 1 to 10080
            chaos --processes --minutes 1 --seconds 1 | --minutes and --seconds are both given: give one of them
            chaos --processes --seed none | 'none' is not a long
            chaos --hosts --seconds 0   | --seconds is 0: it must be 1 to 604800
            worker --slots 0            | --slots is 0: it must be at least 1, or nothing runs here
            worker --async-slots -1     | the number of async slots of a cluster must not be negative (it is -1)
            worker --port 99999         | the port of a cluster must be from 1 to 65535 (it is 99999)
            worker --join 127.0.0.1:x   | the member '127.0.0.1:x' has no port from 1 to 65535 after its colon
            worker --join no-such-host.invalid:1 | is at a host that cannot be found
            worker --join a:1 --dns b   | --join, --dns and --multicast are three ways to find the members: give one
            worker --bind 0.0.0.0       | give it a key store (--tls), or say that the network is guarded otherwise (--insecure-network)
            worker --tls none.p12       | --tls none.p12 has no password: name a file that holds it (--tls-password-file)
            worker --tls a --tls-password-file none | --tls-password-file none cannot be read
            worker --tls-password-file none | --tls-password-file is of no use without --tls
            worker --class-path none.jar | --class-path names 'none.jar', which is not there
            worker --processes --class-path . | --processes takes the class path of this JVM
            worker --failure-timeout 0  | the failure time-out of a cluster must be positive
            worker --drain 5            | '5' is no time
            cluster                     | nothing was asked of the cluster: name stats
            cluster state               | there is no command 'state': name one of stats
            cluster stats --wait 0      | the open time-out of a cluster must be positive
            """)
    void isRefusedInOneLine(String line, String expected) {
        Ran.with((Object[]) line.split(" ")).isRefusedWith(expected);
    }

    @ParameterizedTest
    @CsvSource({"perf,--json", "perf,--chart", "isbn,--json", "levels,--json", "soak,--json",
            "chaos --processes,--json", "chaos --hosts,--json", "bench processes,--json", "bench hosts,--json",
            "load --shop pom.xml,--json",
            "cluster stats,--json"})
    void filesThatCannotBeWrittenAreRefusedAtOnce(String command, String option, @TempDir Path folder) {
        Ran.with(words(command, option, folder.resolve("none/file"))).isRefusedWith("none/file cannot be written",
                "its folder does not exist");
        Ran.with(words(command, option, folder)).isRefusedWith(folder + " is a folder: name a file to write to");
    }

    private static Object[] words(String command, Object... more) {
        return Stream.concat(Stream.of(command.split(" ")), Stream.of(more)).toArray();
    }

    @Test
    void aPortThatRefusesIsNamed() throws Exception {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }
        String host = "127.0.0.1:" + port;
        Ran.with("perf", "--url", "http://" + host + "/").isRefusedWith(host + " refused the connection: check that");
        Ran.with("isbn", "--url", "http://" + host + "/{isbn}").isRefusedWith(host + " refused the connection");
    }
}
