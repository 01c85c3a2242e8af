package org.migrationauditor.bundle;

import org.migrationauditor.messages.ContentDigest;

/**
 * A file of a bag as it was found.
 *
 * @param size bytes
 * @param lines line feeds in it, count
 */
record BagFile(ContentDigest digest, long size, long lines) {}
