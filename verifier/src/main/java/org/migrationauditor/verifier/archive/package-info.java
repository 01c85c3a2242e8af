/** How an archive is named and opened, whatever kind it is of. */
@NullMarked
package org.migrationauditor.verifier.archive;

import org.jspecify.annotations.NullMarked;
