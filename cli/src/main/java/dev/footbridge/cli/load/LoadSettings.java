package dev.footbridge.cli.load;

/**
 * How much is done.
 *
 * @param clients how many clients there are, each with one request at a time
 * @param requests how many requests each quick endpoint gets in a round
 * @param rounds how many rounds there are
 * @param warmUps how many requests each quick endpoint gets before
 */
record LoadSettings(int clients, int requests, int rounds, int warmUps) {

    /** The calls that the page of an order makes. */
    static final int UPSTREAMS = 20;
    /** The least warm-up after which the figures are judged: before, the compilers take more than the endpoints differ. */
    private static final int WARM = 5_000;
    /** One page of the slow endpoint takes as long as a dozen of the others. */
    private static final int SEQUENTIAL_SHARE = 10;

    /** As many as the pool endpoint needs to have no call wait for a thread: it is not to lose by its size. */
    int threads() {
        return clients * UPSTREAMS;
    }

    /** How many requests it gets in a round. All clients are busy with the slow one, too. */
    int requests(Endpoint endpoint) {
        return endpoint == Endpoint.SEQUENTIAL
                ? Math.min(requests, Math.max(clients, requests / SEQUENTIAL_SHARE))
                : requests;
    }

    boolean isWarm() {
        return warmUps >= WARM;
    }
}
