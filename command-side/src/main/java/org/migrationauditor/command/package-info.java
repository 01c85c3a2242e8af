/** The migration that decides, the actions that do, the event store. */
@NullMarked
package org.migrationauditor.command;

import org.jspecify.annotations.NullMarked;
