/** Commands and events of the sealed log itself. */
@NullMarked
package org.migrationauditor.messages.log;

import org.jspecify.annotations.NullMarked;
