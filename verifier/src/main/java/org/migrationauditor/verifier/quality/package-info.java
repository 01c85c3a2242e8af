/** What the content of one inventory of a PACS is like: counts, conflicts and remarks. */
@NullMarked
package org.migrationauditor.verifier.quality;

import org.jspecify.annotations.NullMarked;
