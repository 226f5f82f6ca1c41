package dev.footbridge.cli.chaos;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A network namespace for each member, with a wire of its own to this host that can be cut. Linux makes them, for root.
 * Nobody but this host reaches the addresses.
 */
final class Wires implements AutoCloseable {

    private static final String NETWORK = "198.18."; // for measurements of networks, and never routed
    private static final int SUBNETS = 250;
    private static final int FIRST_MEMBER = 10;
    private static final int SECONDS = 10;

    private final long pid = ProcessHandle.current().pid();
    private final String bridge = "fbb" + pid;
    private final String subnet = NETWORK + (pid % SUBNETS + 1) + ".";
    private final int count;

    private Wires(int count) {
        this.count = count;
    }

    /** Makes so many; nothing where that is not possible. */
    static Optional<Wires> lay(int count) {
        Wires wires = new Wires(count);
        if (wires.lay()) {
            return Optional.of(wires);
        }
        wires.close();
        return Optional.empty();
    }

    private boolean lay() {
        boolean all = ip("link", "add", bridge, "type", "bridge")
                && ip("addr", "add", own() + "/24", "dev", bridge) && ip("link", "set", bridge, "up");
        for (int i = 0; i < count && all; i++) {
            all = ip("netns", "add", space(i))
                    && ip("link", "add", wire(i), "type", "veth", "peer", "name", "eth0", "netns", space(i))
                    && ip("link", "set", wire(i), "master", bridge, "up")
                    && ip("-n", space(i), "addr", "add", address(i) + "/24", "dev", "eth0")
                    && ip("-n", space(i), "link", "set", "eth0", "up") && ip("-n", space(i), "link", "set", "lo", "up");
        }
        return all;
    }

    private String space(int member) {
        return "fb" + pid + "-" + member;
    }

    private String wire(int member) {
        return "fbw" + pid + "-" + member;
    }

    /** The address of this host. */
    String own() {
        return subnet + 1;
    }

    /** The address of a member. */
    String address(int member) {
        return subnet + (FIRST_MEMBER + member);
    }

    /** The command, run where that member is. */
    List<String> at(int member, List<String> command) {
        List<String> there = new ArrayList<>(List.of("ip", "netns", "exec", space(member)));
        there.addAll(command);
        return there;
    }

    void cut(int member) {
        boolean _ = ip("link", "set", wire(member), "down");
    }

    void mend(int member) {
        boolean _ = ip("link", "set", wire(member), "up");
    }

    private static boolean ip(String... words) {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(words));
        try {
            Process process = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            return process.waitFor(SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        for (int i = 0; i < count; i++) {
            boolean _ = ip("link", "del", wire(i));
            boolean _ = ip("netns", "del", space(i));
        }
        boolean _ = ip("link", "del", bridge);
    }
}
