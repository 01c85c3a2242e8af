/** Manifests of inventories in forms that other programs read. */
@NullMarked
package org.migrationauditor.verifier.export;

import org.jspecify.annotations.NullMarked;
