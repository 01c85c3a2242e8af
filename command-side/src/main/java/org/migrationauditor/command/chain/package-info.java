/** Decides in which order the migrations of a chain are planned and begun. */
@NullMarked
package org.migrationauditor.command.chain;

import org.jspecify.annotations.NullMarked;
