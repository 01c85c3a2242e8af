/** The aggregate that decides what may happen to a migration. */
@NullMarked
package org.migrationauditor.command.migration;

import org.jspecify.annotations.NullMarked;
