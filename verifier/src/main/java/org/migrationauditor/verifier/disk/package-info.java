/** Archives that are folders on a disk. */
@NullMarked
package org.migrationauditor.verifier.disk;

import org.jspecify.annotations.NullMarked;
