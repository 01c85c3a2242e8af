/** Any PostgreSQL database, by what it holds and not by how it keeps it; nothing is written. */
@NullMarked
package org.migrationauditor.verifier.postgres;

import org.jspecify.annotations.NullMarked;
