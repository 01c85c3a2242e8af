/** Time travel: what a migration was at any of its events, by replay. */
@NullMarked
package org.migrationauditor.query.history;

import org.jspecify.annotations.NullMarked;
