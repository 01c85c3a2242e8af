/** The database of a dcm4chee archive, {@code pacsdb}, as one read-only transaction sees it. */
@NullMarked
package org.migrationauditor.verifier.pacsdb;

import org.jspecify.annotations.NullMarked;
