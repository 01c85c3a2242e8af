/** What an archive was seen to hold, and how two such sights differ. */
@NullMarked
package org.migrationauditor.messages.inventory;

import org.jspecify.annotations.NullMarked;
