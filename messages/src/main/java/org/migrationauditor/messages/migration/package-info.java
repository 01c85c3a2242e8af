/** The migration: what may be asked of it and what has happened to it. */
@NullMarked
package org.migrationauditor.messages.migration;

import org.jspecify.annotations.NullMarked;
