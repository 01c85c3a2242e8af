/** The command line: one class per verb. */
@NullMarked
package org.migrationauditor.app.cli;

import org.jspecify.annotations.NullMarked;
