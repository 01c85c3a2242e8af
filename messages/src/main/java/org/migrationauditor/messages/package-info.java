/** Values that every room shares: digests, verdicts, owners. */
@NullMarked
package org.migrationauditor.messages;

import org.jspecify.annotations.NullMarked;
