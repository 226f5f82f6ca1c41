package dev.footbridge.cli.cluster;

import dev.footbridge.cli.input.BadInput;
import dev.footbridge.cluster.ClusterOptions;
import dev.footbridge.cluster.ClusterTls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a cluster is found and joined: the same for all commands that do. */
final class NetworkOptions {

    @Option(names = "--join", paramLabel = "HOST:PORT", split = ",", description = "Members that may be there already; one is enough.")
    private List<String> join = List.of();

    @Option(names = "--dns", paramLabel = "NAME", description = "A name whose addresses are the members', in place of --join.")
    private String dns = "";

    @Option(names = "--multicast", paramLabel = "GROUP:PORT", description = "A multicast group in which members find each other, in place of --join.")
    private String multicast = "";

    @Option(names = "--cluster", paramLabel = "NAME", description = "The name of the cluster (${DEFAULT-VALUE}).")
    private String cluster = "cluster";

    @Option(names = "--member", paramLabel = "NAME", description = "The name of this member (its process id).")
    private String member = "";

    @Option(names = "--bind", paramLabel = "ADDRESS", description = "The address to listen on (the one from which the first member of --join is reached).")
    private String bind = "";

    @Option(names = "--port", paramLabel = "N", description = "The port to listen on, or one of the next (7800).")
    private int port = 7800;

    @Option(names = "--tls", paramLabel = "FILE", description = "A PKCS 12 file with this member's key and the certificates it trusts.")
    private @Nullable Path tls;

    @Option(names = "--tls-password-file", paramLabel = "FILE", description = "A file with the password of that.")
    private @Nullable Path password;

    @Option(names = "--insecure-network", description = "Listen where other hosts reach this one, without TLS: whoever does can run any code here.")
    private boolean insecure;

    @Option(names = "--failure-timeout", paramLabel = "TIME", description = "How long a member may be silent before it is lost (8s).")
    private Duration failure = Duration.ofSeconds(8);

    NetworkOptions() {}

    /** These, on top of the default ones. */
    ClusterOptions on(ClusterOptions options) {
        BadInput.unless(
                List.of(join.isEmpty(), dns.isEmpty(), multicast.isEmpty()).stream().filter(no -> !no).count() < 2,
                "--join, --dns and --multicast are three ways to find the members: give one");
        BadInput.unless(password == null || tls != null,
                "--tls-password-file is of no use without --tls: give both, or none");
        EngineLog.limitByDefault(Level.WARNING);
        ClusterOptions set = options.withName(cluster).withMemberName(member).withBind(bind).withPort(port)
                .withMembers(join.toArray(String[]::new)).withDns(dns).withMulticast(multicast)
                .withFailureTimeout(failure);
        ClusterOptions guarded = insecure ? set.withInsecureNetwork() : set;
        return tls == null ? guarded : guarded.withTls(tls(tls));
    }

    /** What a cluster says of its options, with the names that they have here. */
    static BadInput refused(RuntimeException why) {
        return new BadInput(String.valueOf(why.getMessage()).replace("(withInsecureNetwork)", "(--insecure-network)")
                .replace("(tls)", "(--tls)").replace("(bind)", "(--bind)"), why);
    }

    private ClusterTls tls(Path keyStore) {
        if (password == null) {
            throw new BadInput(
                    "--tls " + keyStore + " has no password: name a file that holds it (--tls-password-file)");
        }
        char[] secret;
        try {
            secret = Files.readString(password).strip().toCharArray();
        } catch (IOException unreadable) {
            throw new BadInput("--tls-password-file " + password + " cannot be read (" + unreadable + "): name another",
                    unreadable);
        }
        try {
            return ClusterTls.of(keyStore, secret);
        } finally {
            Arrays.fill(secret, ' ');
        }
    }
}
