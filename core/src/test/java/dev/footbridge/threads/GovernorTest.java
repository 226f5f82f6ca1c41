package dev.footbridge.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.threads.Simulation.Result;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The governor in simulated time, beside what a simple policy would do; {@link GovernorTable} prints the figures. */
@Timeout(60)
class GovernorTest {

    private static final int CPUS = GovernorTable.CPUS;
    private static final int MAX = GovernorTable.MAX;

    private static Result elastic(SimulatedLoad load) {
        return load.on(SimulatedPolicy.governed(CPUS, MAX), CPUS);
    }

    private static Result unbounded(SimulatedLoad load) {
        return load.on(SimulatedPolicy.unbounded(), CPUS);
    }

    private static Result computing(SimulatedLoad load) {
        return load.on(SimulatedPolicy.fixed(CPUS), CPUS);
    }

    @Test
    @DisplayName("a burst of blocking jobs that are not known runs at once within some tens of milliseconds")
    void rampsForBlockedJobs() {
        Result result = elastic(SimulatedLoad.BLOCKED);
        assertThat(result.peak()).isEqualTo(200);
        assertThat(result.millis()).isLessThan(unbounded(SimulatedLoad.BLOCKED).millis() + 50);
    }

    @Test
    @DisplayName("a burst of blocking jobs that were seen before runs as fast as without any bound")
    void letsKnownBlockedJobsInAtOnce() {
        assertThat(elastic(SimulatedLoad.BLOCKED_AGAIN).millis())
                .isLessThan(unbounded(SimulatedLoad.BLOCKED_AGAIN).millis() + 10);
    }

    @Test
    @DisplayName("jobs that compute run one for each processor")
    void runsComputingJobsOnePerProcessor() {
        Result result = elastic(SimulatedLoad.COMPUTING);
        assertThat(result.peak()).isLessThanOrEqualTo(CPUS + 2);
        assertThat(result.millis()).isLessThan(1.05 * computing(SimulatedLoad.COMPUTING).millis());
    }

    @Test
    @DisplayName("a mix keeps the processors busy without many that fight for them")
    void settlesAMix() {
        Result result = elastic(SimulatedLoad.MIXED);
        assertThat(result.millis()).isLessThan(unbounded(SimulatedLoad.MIXED).millis());
        assertThat(result.peakRunnable()).isLessThan(4 * CPUS);
        assertThat(elastic(SimulatedLoad.HALF).millis()).isLessThan(unbounded(SimulatedLoad.HALF).millis());
    }

    @Test
    @DisplayName("bursts and a slow ramp are followed")
    void followsBurstsAndRamps() {
        assertThat(elastic(SimulatedLoad.BURSTS).millis()).isLessThan(unbounded(SimulatedLoad.BURSTS).millis() + 20);
        assertThat(elastic(SimulatedLoad.RAMP).waited()).isLessThan(10);
    }

    @Test
    @DisplayName("blocking jobs of very different length, and many functions that were never seen, ramp as well")
    void rampsForUnevenAndUnknownJobs() {
        assertThat(elastic(SimulatedLoad.UNEVEN).peak()).isEqualTo(MAX);
        assertThat(elastic(SimulatedLoad.UNEVEN).millis()).isLessThan(2_000);
        assertThat(elastic(SimulatedLoad.STRANGERS).millis()).isLessThan(200);
    }

    @Test
    @DisplayName("more threads are not made where a lock lets no more jobs end")
    void stopsAtALock() {
        Result result = elastic(SimulatedLoad.LOCK);
        assertThat(result.peak()).isLessThanOrEqualTo(32);
        assertThat(result.millis()).isLessThan(1.05 * computing(SimulatedLoad.LOCK).millis());
        assertThat(elastic(SimulatedLoad.CONNECTIONS).millis())
                .isLessThan(1.1 * unbounded(SimulatedLoad.CONNECTIONS).millis());
    }

    @Test
    @DisplayName("neighbours who take the processors are not mistaken for jobs that block")
    void isNotFooledByNeighbours() {
        assertThat(elastic(SimulatedLoad.NOISY_COMPUTING).peak()).isLessThanOrEqualTo(CPUS + 2);
        assertThat(elastic(SimulatedLoad.NOISY_BLOCKED).millis())
                .isLessThan(unbounded(SimulatedLoad.NOISY_BLOCKED).millis() + 50);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("the bounds hold, and the same load gives the same result")
    void staysInItsBounds(SimulatedLoad load) {
        Result result = load.on(SimulatedPolicy.governed(CPUS, 20), CPUS);
        assertThat(result.peak()).isLessThanOrEqualTo(20);
        assertThat(load.on(SimulatedPolicy.governed(CPUS, 20), CPUS)).isEqualTo(result);
    }

    // ---- single decisions

    private final Governor governor = new Governor(1, 8, 2, 0);
    private final Kind kind = governor.kind(GovernorTest.class, 0);
    private long now;

    private Load begin() {
        assertThat(governor.admits(kind)).isTrue();
        Load load = governor.began(kind, now);
        load.begins(0, now);
        return load;
    }

    private void look(List<Load.Sample> samples, boolean spare, String shortage) {
        now += 5_000_000;
        governor.tick(samples, 1, new Governor.Conditions(2, spare, 0, shortage), now);
    }

    @Test
    @DisplayName("a thread that could run and gets no processor counts as one that computes while none is idle")
    void tellsStarvedFromBlocked() {
        Load starved = begin();
        Load other = begin();
        look(List.of(new Load.Sample(starved, false, 0), new Load.Sample(other, false, 0)), false, null);
        assertThat(governor.blocked()).isZero();
        assertThat(governor.admits(kind)).isFalse();

        look(List.of(new Load.Sample(starved, false, 0), new Load.Sample(other, false, 0)), true, null);
        look(List.of(new Load.Sample(starved, false, 0), new Load.Sample(other, false, 0)), true, null);
        assertThat(governor.blocked()).as("blocked in native code, as a processor is idle").isEqualTo(2);
    }

    @Test
    @DisplayName("a thread that has had nothing for long is blocked, however busy the machine")
    void findsNativeWaitsOnABusyMachine() {
        Load first = begin();
        Load second = begin();
        for (int i = 0; i < 80; i++) {
            look(List.of(new Load.Sample(first, false, 0), new Load.Sample(second, false, now)), false, null);
        }
        assertThat(governor.blocked()).isEqualTo(1);
    }

    @Test
    @DisplayName("short memory stops growth, with the reason, and it goes on afterwards")
    void stopsWhereMemoryIsShort() {
        Load load = begin();
        begin();
        for (int i = 0; i < 3; i++) {
            look(List.of(new Load.Sample(load, true, 0)), false, "memory of the machine is short");
        }
        assertThat(governor.admits(kind)).isFalse();
        assertThat(governor.lastChange()).isEqualTo("stopped at 2: memory of the machine is short");
        look(List.of(new Load.Sample(load, true, 0)), false, null);
        governor.admits(kind);
        look(List.of(new Load.Sample(load, true, 0)), false, null);
        assertThat(governor.admits(kind)).isTrue();
    }

    @Test
    @DisplayName("short memory does not keep jobs from threads that are there")
    void usesIdleThreadsWhereMemoryIsShort() {
        begin();
        governor.tick(List.of(), 1, new Governor.Conditions(2, false, 1, "memory is short"), now);
        begin();
        assertThat(governor.admits(kind)).isFalse();
    }

    @Test
    @DisplayName("without processor times a pool in which nothing ends gets a thread more now and then")
    void isPatientWithoutAMeter() {
        Load first = begin();
        Load second = begin();
        int admitted = 0;
        for (int i = 0; i < 1_000 && admitted == 0; i++) {
            look(List.of(new Load.Sample(first, false, -1), new Load.Sample(second, false, -1)), false, null);
            admitted += governor.admits(kind) ? 1 : 0;
        }
        assertThat(admitted).isEqualTo(1);
        assertThat(now).isGreaterThan(900_000_000L);
    }

    @Test
    @DisplayName("the number of processors is asked again and again")
    void followsTheProcessors() {
        begin();
        begin();
        assertThat(governor.admits(kind)).isFalse();
        governor.tick(List.of(), 1, new Governor.Conditions(4, false, 0, null), 1);
        assertThat(governor.admits(kind)).isTrue();
    }
}
