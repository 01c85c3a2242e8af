/** Assembles what a report says from the history and the manifests. */
@NullMarked
package org.migrationauditor.app.reporting;

import org.jspecify.annotations.NullMarked;
