/** Checks an evidence bundle with nothing but its files and, where there is one, the log's key. */
@NullMarked
package org.migrationauditor.bundle;

import org.jspecify.annotations.NullMarked;
