package dev.footbridge.testkit;

/** What becomes of tasks that have not ended when their scenario has. */
enum Leftovers {
    FAIL, ABORT
}
