/** Files within files: members of TAR and ZIP files, found without trusting either. */
@NullMarked
package org.migrationauditor.verifier.container;

import org.jspecify.annotations.NullMarked;
