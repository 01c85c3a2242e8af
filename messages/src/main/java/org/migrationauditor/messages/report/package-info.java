/** What a report says, before it becomes a document. */
@NullMarked
package org.migrationauditor.messages.report;

import org.jspecify.annotations.NullMarked;
