/** A PACS as it answers queries over DIMSE (PS3.4 C, PS3.7): C-ECHO, then C-FIND at every level. */
@NullMarked
package org.migrationauditor.verifier.dimse;

import org.jspecify.annotations.NullMarked;
