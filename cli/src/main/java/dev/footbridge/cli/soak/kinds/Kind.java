package dev.footbridge.cli.soak.kinds;

import dev.footbridge.cli.soak.stage.Dice;
import java.util.List;
import java.util.function.Function;

/**
 * A kind of random program.
 *
 * @param name its name
 * @param draw draws a program of this kind
 */
public record Kind(String name, Function<Dice, Program> draw) {

    /** All kinds. */
    public static final List<Kind> ALL = List.of(
            new Kind("lock", LockProgram::draw),
            new Kind("semaphore", SemaphoreProgram::draw),
            new Kind("limiter", LimiterProgram::draw),
            new Kind("queue", QueueProgram::draw),
            new Kind("select", SelectProgram::draw),
            new Kind("condition", ConditionProgram::draw),
            new Kind("event", EventProgram::draw),
            new Kind("barrier", BarrierProgram::draw),
            new Kind("tree", TreeProgram::draw),
            new Kind("nesting", NestingProgram::draw),
            new Kind("closing", ClosingProgram::draw));
}
