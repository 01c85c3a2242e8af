/** What lets a stranger check the history without us. */
@NullMarked
package org.migrationauditor.evidence;

import org.jspecify.annotations.NullMarked;
