package dev.footbridge.cli.levels;

import java.util.List;

/**
 * What came out.
 *
 * @param workers how many worker JVMs there were
 * @param rows the costs
 */
record ProcessesResult(int workers, List<CostRow> rows) {}
