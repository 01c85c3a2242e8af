/** What Linux can do with files and Java's library has no words for. */
@NullMarked
package org.migrationauditor.command.action.linux;

import org.jspecify.annotations.NullMarked;
