/** Whose each entry of an inventory is, by rules. */
@NullMarked
package org.migrationauditor.verifier.owner;

import org.jspecify.annotations.NullMarked;
