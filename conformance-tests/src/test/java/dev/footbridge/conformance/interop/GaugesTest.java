package dev.footbridge.conformance.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.adapter.JdkFlowAdapter;

/** What the tests of this package look with would see what is wrong. */
class GaugesTest {

    /** Broken: a publisher that gives two items whatever it is asked for. */
    private static void giveTwo(Flow.Subscriber<? super Integer> subscriber) {
        subscriber.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long items) {
                subscriber.onNext(0);
                subscriber.onNext(1);
            }

            @Override
            public void cancel() {}
        });
    }

    @Test
    void countsWhatNobodyAskedFor() {
        var meter = new DemandMeter<Integer>(GaugesTest::giveTwo);
        assertThat(JdkFlowAdapter.flowPublisherToFlux(meter).take(1).blockLast()).isZero();
        assertThat(meter.requested()).isEqualTo(1);
        assertThat(meter.mostOpen()).isEqualTo(1);
        assertThat(meter.given()).isEqualTo(2);
        assertThat(meter.givenUnasked()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void seesWhatIsTwiceOrLeftOut(int second) {
        InOrder seen = new InOrder();
        seen.accept(0);
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> List.of(second).forEach(seen))
                .withMessageContaining("after 0 comes 1, not " + second);
    }
}
