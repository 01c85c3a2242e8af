/** A rehearsal without questions: the program plays the people. */
@NullMarked
package org.migrationauditor.app.demo;

import org.jspecify.annotations.NullMarked;
