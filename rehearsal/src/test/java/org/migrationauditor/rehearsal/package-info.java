/**
 * Tests of the rehearsal host: its bytes as dcmtk reads them, its scripts as the facts have them.
 */
@NullMarked
package org.migrationauditor.rehearsal;

import org.jspecify.annotations.NullMarked;
