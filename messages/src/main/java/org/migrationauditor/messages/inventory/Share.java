package org.migrationauditor.messages.inventory;

import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.OwnerKey;

/**
 * What one owner has in a manifest: those of its rows, each as a line of canonical JSON (RFC 8785).
 *
 * @param owner null for findings that may concern any owner
 * @param key 32 lower-case hex digits that only this owner is told; {@link #EVERYONE} without an
 *     owner
 * @param rows count
 * @param digest over the lines, each with its line feed, in the manifest's order
 */
public record Share(@Nullable OwnerKey owner, String key, long rows, ContentDigest digest) {
  /** Key of what may concern any owner. */
  public static final String EVERYONE = "0".repeat(32);
}
