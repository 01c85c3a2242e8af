/** How a MinIO server writes objects on a drive, since it keeps each in an {@code xl.meta}. */
@NullMarked
package org.migrationauditor.verifier.minio;

import org.jspecify.annotations.NullMarked;
