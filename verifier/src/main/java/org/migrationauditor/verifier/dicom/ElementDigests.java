package org.migrationauditor.verifier.dicom;

import java.util.Arrays;

/**
 * Keyed digests of the elements of a data set itself, in the order of the file, which is that of
 * their tags in a sound one. Pixel data and what only speaks of the encoding are not among them.
 *
 * <p>A digest is that of tag and value, a sequence being one value with all that is in it, in the
 * form that the data set's digest has of them: the same in every transfer syntax. Under one key
 * equal values of one attribute have equal digests; who has not the key learns no value.
 *
 * @param names {@link #NAME_BYTES} an element: group, element number and value representation, big
 *     endian; {@code UN} where the file does not tell the last
 * @param digests {@link #DIGEST_BYTES} an element, in the same order
 */
@SuppressWarnings("ArrayRecordComponent") // one per instance of an archive
public record ElementDigests(byte[] names, byte[] digests) {
  /** Of the name of an element, bytes. */
  public static final int NAME_BYTES = 6;

  /** Of the digest of an element, bytes. */
  public static final int DIGEST_BYTES = 8;

  @Override
  public boolean equals(Object other) {
    return other instanceof ElementDigests(byte[] theirNames, byte[] theirDigests)
        && Arrays.equals(names, theirNames)
        && Arrays.equals(digests, theirDigests);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(digests);
  }

  @Override
  public String toString() {
    return digests.length / DIGEST_BYTES + " elements";
  }
}
