package dev.footbridge.cli.perf;

import dev.footbridge.cli.output.Figures;

/**
 * What is compared at one time: so many calls of one page, in every way.
 *
 * @param calls how many calls a round makes
 * @param target the page
 */
record Cell(int calls, Target target) {

    @Override
    public String toString() {
        String page = target.sizes() == Target.Sizes.EXACT ? "" : ", " + target.uri();
        return Figures.grouped(calls) + " calls of " + Figures.bytes(target.bytes()) + page;
    }
}
