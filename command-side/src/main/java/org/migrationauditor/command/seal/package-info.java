/** The sealed log over the event store: what was stored, that it stands, and proofs of both. */
@NullMarked
package org.migrationauditor.command.seal;

import org.jspecify.annotations.NullMarked;
