/** A synthetic Kaapana host to practise on, to demo, to test and to damage. */
@NullMarked
package org.migrationauditor.rehearsal;

import org.jspecify.annotations.NullMarked;
