/** Reads what an archive holds, writes manifests, compares two of them into findings. */
@NullMarked
package org.migrationauditor.verifier;

import org.jspecify.annotations.NullMarked;
