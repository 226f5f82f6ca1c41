/**
 * Benchmarks: a package for each question, in it a class whose methods are the contenders, so that a ratio is taken from
 * one run on one machine. Those that are not JMH's are mains, listed in {@code META-INF/benchmark-mains}.
 */
@NullMarked
package dev.footbridge.benchmarks;

import org.jspecify.annotations.NullMarked;
