package dev.footbridge.cli.perf;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The ways that are compared, open together; the baseline is the first. */
final class Ways implements AutoCloseable {

    private final List<Way> all;

    private Ways(List<Way> all) {
        this.all = List.copyOf(all);
    }

    static Ways open() {
        return new Ways(List.of(SyncPool.apache(), SyncPool.urlConnection(), new ThreadPerCall(),
                FootbridgeWay.async(), FootbridgeWay.toAsync()));
    }

    List<Way> all() {
        return all;
    }

    /** All ways in another order each round, so that none always comes first or after the same one. */
    List<Way> inTurn(int round) {
        List<Way> turned = new ArrayList<>(all);
        Collections.rotate(turned, -round);
        return turned;
    }

    @Override
    public void close() {
        all.forEach(Way::close);
    }
}
