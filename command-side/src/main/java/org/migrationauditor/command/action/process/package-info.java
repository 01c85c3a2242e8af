/** Programs that are run, watched and outlived. */
@NullMarked
package org.migrationauditor.command.action.process;

import org.jspecify.annotations.NullMarked;
