/** Replays all histories and holds the read models against what comes out. */
@NullMarked
package org.migrationauditor.query.replay;

import org.jspecify.annotations.NullMarked;
