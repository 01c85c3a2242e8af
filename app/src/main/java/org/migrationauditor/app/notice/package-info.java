/** Tells people who are not at the terminal what a migration waits for, or how it ended. */
@NullMarked
package org.migrationauditor.app.notice;

import org.jspecify.annotations.NullMarked;
