package org.migrationauditor.verifier.minio;

import java.util.List;
import java.util.Map;

/**
 * One version of an object, as its {@code xl.meta} tells of it.
 *
 * @param id as the S3 interface shows it: a UUID, or {@code null} of an object without versions
 * @param bytes size of the object
 * @param unreadable why its bytes cannot be had from this drive alone, in one clause; else empty
 * @param blockBytes size of the blocks that are hashed, bytes; positive where readable
 * @param dataFolder name of the folder of its parts; empty when there is none
 * @param parts numbers and sizes, in order; empty of inline data
 * @param inlineAt where in the {@code xl.meta} its data begins; negative when not inline
 * @param inlineBytes how long it is there, hashes included
 * @param meta names and values: ETag, content type, user metadata, tags
 */
public record XlVersion(
    Type type,
    String id,
    long bytes,
    String unreadable,
    long blockBytes,
    String dataFolder,
    List<Part> parts,
    int inlineAt,
    int inlineBytes,
    Map<String, String> meta) {

  /** What a version is. */
  public enum Type {
    /** Content. */
    OBJECT,
    /** What hides older versions. */
    DELETE_MARKER,
    /** Of a kind that is not read here. */
    UNKNOWN
  }

  /** A part: file {@code part.<number>}, bytes without hashes. */
  public record Part(long number, long bytes) {
    /** Name of its file. */
    public String file() {
      return "part." + number;
    }
  }
}
