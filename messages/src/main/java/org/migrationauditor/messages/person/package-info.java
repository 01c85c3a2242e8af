/** People whom the history names, and what is left of them once they are erased. */
@NullMarked
package org.migrationauditor.messages.person;

import org.jspecify.annotations.NullMarked;
