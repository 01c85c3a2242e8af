/** Object stores as their S3 interface shows them. */
@NullMarked
package org.migrationauditor.verifier.s3;

import org.jspecify.annotations.NullMarked;
