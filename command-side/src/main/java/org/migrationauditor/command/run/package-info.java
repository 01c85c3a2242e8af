/** Takes a migration from where it stands to the next point where a person is needed. */
@NullMarked
package org.migrationauditor.command.run;

import org.jspecify.annotations.NullMarked;
