/** What steps do, and what is seen afterwards. */
@NullMarked
package org.migrationauditor.command.action;

import org.jspecify.annotations.NullMarked;
