/** Brings the heads of the log out of this home, so that nobody who has it can take them back. */
@NullMarked
package org.migrationauditor.app.anchor;

import org.jspecify.annotations.NullMarked;
