/** Assembly, configuration and the command line. */
@NullMarked
package org.migrationauditor.app;

import org.jspecify.annotations.NullMarked;
