package dev.footbridge.cluster.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.cluster.net.MemberId;
import dev.footbridge.cluster.net.MemberIds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SlotsTest {

    private static final MemberId ANN = MemberIds.named("ann");
    private static final MemberId BOB = MemberIds.named("bob");
    private static final MemberId CEC = MemberIds.named("cec");

    @Test
    @DisplayName("a slot that comes free is kept for each that wants one, in turn")
    void keepsInTurn() {
        Slots slots = new Slots(1);
        assertThat(slots.take(ANN)).isTrue();
        assertThat(slots.take(BOB)).isFalse();
        slots.want(BOB, false);
        slots.want(CEC, false);
        assertThat(slots.next(0)).isNull();
        slots.free(ANN);
        assertThat(slots.next(0)).isEqualTo(BOB);
        assertThat(slots.next(0)).isNull();
        assertThat(slots.take(ANN)).as("kept for bob").isFalse();
        assertThat(slots.others(ANN)).isEqualTo(1);
        assertThat(slots.others(BOB)).isZero();
        assertThat(slots.take(BOB)).isTrue();
        slots.free(BOB);
        assertThat(slots.next(0)).isEqualTo(CEC);
        slots.decline(CEC);
        assertThat(slots.next(0)).isNull();
        assertThat(slots.take(ANN)).isTrue();
    }

    @Test
    @DisplayName("those whose jobs other jobs wait for come first, and jobs that go on before them")
    void prefersNested() {
        Slots slots = new Slots(1);
        assertThat(slots.take(ANN)).isTrue();
        slots.want(BOB, false);
        slots.want(CEC, true);
        slots.free(ANN);
        assertThat(slots.next(0)).isEqualTo(CEC);
        assertThat(slots.take(CEC)).isTrue();
        List<String> told = new ArrayList<>();
        assertThat(slots.goOn(ANN, () -> told.add("ann"))).isFalse();
        slots.free(CEC);
        assertThat(slots.next(0)).isNull();
        assertThat(told).containsExactly("ann");
        slots.free(ANN);
        assertThat(slots.next(0)).isEqualTo(BOB);
    }

    @Test
    @DisplayName("a slot is kept for so long only, and for nobody who is gone")
    void forgets() {
        Slots slots = new Slots(1);
        slots.want(ANN, false);
        slots.want(BOB, false);
        assertThat(slots.next(0)).isEqualTo(ANN);
        assertThat(slots.isHeldUp()).isTrue();
        assertThat(slots.next(Slots.KEPT - 1)).isNull();
        assertThat(slots.next(Slots.KEPT)).isEqualTo(BOB);
        slots.want(CEC, true);
        slots.want(CEC, false);
        slots.forget(CEC);
        slots.forget(BOB);
        assertThat(slots.next(Slots.KEPT)).isNull();
        assertThat(slots.isHeldUp()).isFalse();
        assertThat(slots.take(ANN)).isTrue();
    }

    @Test
    @DisplayName("whatever comes, no more slots are taken or kept than there are, and each that wants one gets one")
    void holdsItsPromises() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            int capacity = 1 + random.nextInt(3);
            Slots slots = new Slots(capacity);
            List<MemberId> members = List.of(ANN, BOB, CEC);
            Map<MemberId, Integer> taken = new HashMap<>();
            List<MemberId> granted = new ArrayList<>();
            for (int step = 0; step < 300; step++) {
                MemberId member = members.get(random.nextInt(3));
                switch (random.nextInt(4)) {
                    case 0 -> {
                        if (slots.take(member)) {
                            taken.merge(member, 1, Integer::sum);
                            granted.remove(member);
                        } else {
                            slots.want(member, random.nextBoolean());
                        }
                    }
                    case 1 -> {
                        if (taken.getOrDefault(member, 0) > 0) {
                            taken.merge(member, -1, Integer::sum);
                            slots.free(member);
                        }
                    }
                    case 2 -> {
                        if (granted.remove(member)) {
                            slots.decline(member);
                        }
                    }
                    default -> slots.want(member, random.nextBoolean());
                }
                for (MemberId next = slots.next(0); next != null; next = slots.next(0)) {
                    granted.add(next);
                }
                int busy = taken.values().stream().mapToInt(Integer::intValue).sum();
                assertThat(slots.busy()).as("seed " + seed).isEqualTo(busy);
                assertThat(busy + granted.size()).as("seed " + seed).isLessThanOrEqualTo(capacity);
            }
        }
    }
}
