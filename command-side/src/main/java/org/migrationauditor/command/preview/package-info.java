/** What a plan would do on this host, worked out without doing it. */
@NullMarked
package org.migrationauditor.command.preview;

import org.jspecify.annotations.NullMarked;
