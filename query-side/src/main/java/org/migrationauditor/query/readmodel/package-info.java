/** The read models of migrations: how events become rows, and what is read from them. */
@NullMarked
package org.migrationauditor.query.readmodel;

import org.jspecify.annotations.NullMarked;
