package org.migrationauditor.verifier.s3;

import org.jspecify.annotations.Nullable;

/**
 * What the server calls an object.
 *
 * @param version null in a bucket without versions
 */
record ObjectName(String bucket, String key, @Nullable String version) {}
