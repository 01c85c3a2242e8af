/** Signs a printed report as PAdES, with the operator's key or one that the program made. */
@NullMarked
package org.migrationauditor.reports.sign;

import org.jspecify.annotations.NullMarked;
