/** Decides which key signs the heads of the log. */
@NullMarked
package org.migrationauditor.command.key;

import org.jspecify.annotations.NullMarked;
