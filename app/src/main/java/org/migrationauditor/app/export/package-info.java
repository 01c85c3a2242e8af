/** Gives the history of a migration to other programs, in the forms that they know. */
@NullMarked
package org.migrationauditor.app.export;

import org.jspecify.annotations.NullMarked;
