/** Copies of folders that are read again before they are believed. */
@NullMarked
package org.migrationauditor.command.action.copy;

import org.jspecify.annotations.NullMarked;
