/** Reads the signatures of a report and what came after them; nothing in the file is trusted. */
@NullMarked
package org.migrationauditor.signatures;

import org.jspecify.annotations.NullMarked;
