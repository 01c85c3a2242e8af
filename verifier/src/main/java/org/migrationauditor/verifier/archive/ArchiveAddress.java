package org.migrationauditor.verifier.archive;

import java.util.regex.Pattern;

/**
 * Where an archive is and from which side to look at it: {@code <scheme>:<rest>}, such as {@code
 * tree:/srv/kaapana} or {@code s3:https://minio.example.org:9000}. It holds no secret.
 *
 * @param scheme of an {@link ArchiveScheme}
 * @param rest what that scheme makes of it
 */
public record ArchiveAddress(String scheme, String rest) {
  private static final Pattern PASSWORD = Pattern.compile("//[^/?#]*:[^/?#]*@");

  /**
   * An address.
   *
   * @throws IllegalArgumentException if it holds a password; the message does not repeat it
   */
  public ArchiveAddress {
    if (PASSWORD.matcher(rest).find()) {
      throw new IllegalArgumentException(
          "address of scheme '%s': holds a password; nothing was read, put it into the environment"
              .formatted(scheme));
    }
  }

  @Override
  public String toString() {
    return scheme + ":" + rest;
  }
}
