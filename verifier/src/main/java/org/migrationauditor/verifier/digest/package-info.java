/** Digests of content. */
@NullMarked
package org.migrationauditor.verifier.digest;

import org.jspecify.annotations.NullMarked;
