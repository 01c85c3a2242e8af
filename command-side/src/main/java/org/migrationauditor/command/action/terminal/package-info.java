/** Programs on a terminal of their own, whose prompts are answered, and which are outlived. */
@NullMarked
package org.migrationauditor.command.action.terminal;

import org.jspecify.annotations.NullMarked;
