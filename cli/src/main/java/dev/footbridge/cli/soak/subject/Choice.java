package dev.footbridge.cli.soak.subject;

import dev.footbridge.sync.Select;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The choice of one of several puts and takes: the library's, unless a test overrides it. */
public interface Choice {

    /** The library's. */
    Choice SOUND = new Choice() {
    };

    /**
     * A put or a take that may happen.
     *
     * @param channel on which queue
     * @param put what to put; null for a take
     */
    record Clause(Channel channel, @Nullable Item put) {}

    /**
     * What happened.
     *
     * @param clause to which clause
     * @param item what was put or taken
     */
    record Chosen(Clause clause, Item item) {}

    /** Waits until one happens. */
    default Chosen await(List<Clause> clauses) {
        return select(clauses).await();
    }

    /** Waits until one happens, so long. */
    default Optional<Chosen> await(List<Clause> clauses, Duration limit) {
        return select(clauses).await(limit);
    }

    private static Select<Chosen> select(List<Clause> clauses) {
        Select<Chosen> select = Select.of();
        for (Clause clause : clauses) {
            Item item = clause.put();
            select = item == null
                    ? select.take(clause.channel().queue(), taken -> new Chosen(clause, taken))
                    : select.put(clause.channel().queue(), item, () -> new Chosen(clause, item));
        }
        return select;
    }
}
