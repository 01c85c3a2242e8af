/** The event store and the database under it. */
@NullMarked
package org.migrationauditor.command.store;

import org.jspecify.annotations.NullMarked;
