/// Benchmarks: each a main class that prints distributions, and asserts nothing about time. `bench/run NAME`
/// runs one.
@NullMarked
package io.jarvas.bench;

import org.jspecify.annotations.NullMarked;
