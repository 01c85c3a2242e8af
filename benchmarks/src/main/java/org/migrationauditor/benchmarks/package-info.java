/** Measures the parts that everything else waits for. */
@NullMarked
package org.migrationauditor.benchmarks;

import org.jspecify.annotations.NullMarked;
