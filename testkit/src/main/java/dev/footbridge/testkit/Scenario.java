package dev.footbridge.testkit;

/**
 * A small concurrent program whose outcome must not depend on the order in which its coroutines run. It is run many
 * times (see {@link Interleavings}), each time as a coroutine of a fresh loop; it must share nothing between the runs.
 */
@FunctionalInterface
public interface Scenario {

    /**
     * Runs once, as a coroutine of {@code run.loop()}.
     *
     * {@snippet :
     * Scenario scenario = run -> {
     *     AsyncLock lock = AsyncLock.create();
     *     Task<Void> other = run.loop().start(() -> lock.locked(run::pause));
     *     run.sometime(other::cancel);
     *     other.outcome();
     *     assertThat(lock.tryLock()).isTrue();
     * };
     * }
     *
     * @param run what differs from run to run
     * @throws Exception if the outcome is wrong; errors do as well, so assertions of any library can be used
     */
    void run(Interleaving run) throws Exception;
}
