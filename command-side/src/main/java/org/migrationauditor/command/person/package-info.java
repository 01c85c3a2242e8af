/** Personal data in the history: under whose key it is stored, and how that key is destroyed. */
@NullMarked
package org.migrationauditor.command.person;

import org.jspecify.annotations.NullMarked;
