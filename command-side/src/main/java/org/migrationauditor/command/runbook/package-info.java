/** Runbooks: their file format, their checks, and the plan one becomes for a host. */
@NullMarked
package org.migrationauditor.command.runbook;

import org.jspecify.annotations.NullMarked;
