package dev.footbridge.conformance.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.footbridge.conformance.tck.broken.ForgetfulSubscriberVerification;
import dev.footbridge.conformance.tck.broken.GenerousPublisherVerification;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;

/** Our publishers, subscribers and operators keep the rules of Reactive Streams; whatever breaks them is found. */
class TckTest {

    /** Rules that no test can judge have a test all the same, which says so. */
    private static final String UNTESTABLE = "untested_";

    /** What the TCK leaves out of a stream, which does not run, and so cannot fail, before something is requested. */
    private static final Set<String> A_PUBLISHER_THAT_HAS_FAILED = Set.of(
            "optional_spec104_mustSignalOnErrorWhenFails",
            "required_spec109_mayRejectCallsToSubscribeIfPublisherIsUnableOrUnwillingToServeThem"
                    + "RejectionMustTriggerOnErrorAfterOnSubscribe");

    /** What the TCK leaves out of a stream that holds its items, of which there cannot be so many. */
    private static final Set<String> TWO_THOUSAND_MILLION_ITEMS = Set
            .of("required_spec317_mustNotSignalOnErrorWhenPendingAboveLongMaxValue");

    private static final String MULTICAST = "optional_spec111_multicast"
            + "_mustProduceTheSameElementsInTheSameSequenceToAllOfItsSubscribers";

    /** What the TCK leaves out of a processor that has one subscriber and refuses a second. */
    private static final Set<String> SEVERAL_SUBSCRIBERS = Set.of(
            "optional_spec111_maySupportMultiSubscribe",
            "optional_spec111_registeredSubscribersMustReceiveOnNextOrOnCompleteSignals",
            MULTICAST + "WhenRequestingOneByOne",
            MULTICAST + "WhenRequestingManyUpfront",
            MULTICAST + "WhenRequestingManyUpfrontAndCompleteAsExpected",
            "required_spec104_mustCallOnErrorOnAllItsSubscribersIfItEncountersANonRecoverableError",
            "required_mustRequestFromUpstreamForElementsThatHaveBeenRequestedLongAgo");

    /** What is verified, with the tests that are left out besides those of rules that no test can judge. */
    private static final Map<Class<?>, Set<String>> VERIFIED = Map.of(
            GeneratedPublisherVerification.class, A_PUBLISHER_THAT_HAS_FAILED,
            IteratedPublisherVerification.class, A_PUBLISHER_THAT_HAS_FAILED,
            ListedPublisherVerification.class, union(A_PUBLISHER_THAT_HAS_FAILED, TWO_THOUSAND_MILLION_ITEMS),
            ReadingAheadPublisherVerification.class, A_PUBLISHER_THAT_HAS_FAILED,
            ReactorFluxVerification.class, A_PUBLISHER_THAT_HAS_FAILED,
            RxJavaFlowableVerification.class, A_PUBLISHER_THAT_HAS_FAILED,
            SubscriberVerification.class, Set.of(),
            ReadingAheadSubscriberVerification.class, Set.of(),
            PulledSubscriberVerification.class, Set.of(),
            ProcessorVerification.class, SEVERAL_SUBSCRIBERS);

    @TestFactory
    Stream<DynamicContainer> keepsTheRules() {
        return TckRun.of(VERIFIED.keySet()).entrySet().stream()
                .map(run -> shown(run.getKey(), run.getValue()));
    }

    private static DynamicContainer shown(Class<?> verification, List<Finding> findings) {
        return dynamicContainer(verification.getSimpleName(), Stream.concat(findings.stream().map(TckTest::shown),
                Stream.of(
                        dynamicTest("runs every test", () -> assertThat(names(findings, Finding.class))
                                .containsExactlyInAnyOrderElementsOf(TckRun.testsOf(verification))
                                .hasSizeGreaterThan(20)),
                        dynamicTest("leaves out only what is known", () -> assertThat(
                                names(findings, Finding.Skipped.class))
                                .containsExactlyInAnyOrderElementsOf(leftOut(verification))))));
    }

    private static Set<String> leftOut(Class<?> verification) {
        Set<String> untestable = TckRun.testsOf(verification).stream().filter(test -> test.startsWith(UNTESTABLE))
                .collect(Collectors.toSet());
        return union(untestable, VERIFIED.getOrDefault(verification, Set.of()));
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        return Stream.concat(some.stream(), others.stream()).collect(Collectors.toSet());
    }

    private static DynamicTest shown(Finding finding) {
        return dynamicTest(finding.test(), () -> {
            switch (finding) {
                case Finding.Passed(var _) -> {
                }
                case Finding.Failed(var _, Throwable error) -> throw error;
                case Finding.Skipped(var _, String reason) -> throw new TestAbortedException(reason);
            }
        });
    }

    private static Set<String> names(List<Finding> findings, Class<? extends Finding> kind) {
        return findings.stream().filter(kind::isInstance).map(Finding::test).collect(Collectors.toSet());
    }

    private static Set<String> brokenRules(Class<?> twin) {
        return names(TckRun.of(twin), Finding.Failed.class);
    }

    @Test
    void findsAPublisherThatGivesMoreThanItIsAskedForAndForgetsNoSubscriber() {
        assertThat(brokenRules(GenerousPublisherVerification.class)).contains(
                "required_spec101_subscriptionRequestMustResultInTheCorrectNumberOfProducedElements",
                "required_spec309_requestZeroMustSignalIllegalArgumentException",
                "required_spec313_cancelMustMakeThePublisherEventuallyDropAllReferencesToTheSubscriber",
                "required_spec317_mustSupportAPendingElementCountUpToLongMaxValue");
    }

    @Test
    void findsASubscriberThatKeepsASecondSubscriptionAndTakesNull() {
        assertThat(brokenRules(ForgetfulSubscriberVerification.class)).contains(
                "required_spec205_blackbox_mustCallSubscriptionCancelIfItAlreadyHasAnSubscription"
                        + "AndReceivesAnotherOnSubscribeSignal",
                "required_spec213_blackbox_onNext_mustThrowNullPointerExceptionWhenParametersAreNull");
    }
}
