/** What an evidence bundle is made of, for those who write one and those who check it. */
@NullMarked
package org.migrationauditor.evidence.bundle;

import org.jspecify.annotations.NullMarked;
