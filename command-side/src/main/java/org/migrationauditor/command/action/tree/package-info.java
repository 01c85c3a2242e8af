/** Folders as the file system sees them: entries, mounts, names, and what must survive a crash. */
@NullMarked
package org.migrationauditor.command.action.tree;

import org.jspecify.annotations.NullMarked;
