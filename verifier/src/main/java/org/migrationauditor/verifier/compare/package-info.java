/** How two manifests differ, as coded findings. */
@NullMarked
package org.migrationauditor.verifier.compare;

import org.jspecify.annotations.NullMarked;
