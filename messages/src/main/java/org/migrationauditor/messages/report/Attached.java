package org.migrationauditor.messages.report;

import org.migrationauditor.messages.ContentDigest;

/**
 * A file that a report carries beside its own value.
 *
 * @param name unique in the report, usable as a file name
 * @param mediaType such as {@code text/csv}
 * @param bytes size, unpacked
 * @param sha256 of the unpacked bytes
 */
public record Attached(String name, String mediaType, long bytes, ContentDigest sha256) {}
