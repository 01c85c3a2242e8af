/** Read models, time travel and the web pages. */
@NullMarked
package org.migrationauditor.query;

import org.jspecify.annotations.NullMarked;
