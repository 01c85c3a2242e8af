/** What every kind of archive is asked for: its entries, each once, read to the end. */
@NullMarked
package org.migrationauditor.verifier.inventory;

import org.jspecify.annotations.NullMarked;
