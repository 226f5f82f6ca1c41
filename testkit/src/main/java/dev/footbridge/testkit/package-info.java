/** What tests of code on event loops need: time that passes when the test says so. */
@NullMarked
package dev.footbridge.testkit;

import org.jspecify.annotations.NullMarked;
