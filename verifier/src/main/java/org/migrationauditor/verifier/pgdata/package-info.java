/** What the files of a PostgreSQL data directory say of themselves, without a server. */
@NullMarked
package org.migrationauditor.verifier.pgdata;

import org.jspecify.annotations.NullMarked;
