/** What every view of an object store has in common, over its interface as on its disk. */
@NullMarked
package org.migrationauditor.verifier.object;

import org.jspecify.annotations.NullMarked;
