/** Manifests: Parquet files that are named by their own SHA-256. */
@NullMarked
package org.migrationauditor.verifier.manifest;

import org.jspecify.annotations.NullMarked;
