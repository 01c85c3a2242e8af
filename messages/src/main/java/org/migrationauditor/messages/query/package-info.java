/** What can be asked of the read side, and its answers. */
@NullMarked
package org.migrationauditor.messages.query;

import org.jspecify.annotations.NullMarked;
