/** Checks a signed report offline; nothing in the file is trusted. */
@NullMarked
package org.migrationauditor.reports.check;

import org.jspecify.annotations.NullMarked;
