/**
 * Lays a report out as PDF/A-3 pages with its evidence attached; the same value, the same bytes.
 */
@NullMarked
package org.migrationauditor.reports.print;

import org.jspecify.annotations.NullMarked;
