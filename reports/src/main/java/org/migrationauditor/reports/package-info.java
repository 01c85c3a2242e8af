/** Turns an answer and its evidence into a signed PDF and checks one. */
@NullMarked
package org.migrationauditor.reports;

import org.jspecify.annotations.NullMarked;
