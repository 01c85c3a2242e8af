/** What every verb works on: the home folder, the database, a migration's runbook, the ends. */
@NullMarked
package org.migrationauditor.app.platform;

import org.jspecify.annotations.NullMarked;
