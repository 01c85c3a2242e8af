package org.migrationauditor.verifier.object;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.verifier.dicom.PseudonymKey;
import org.migrationauditor.verifier.inventory.EntryState;
import org.migrationauditor.verifier.inventory.Recorded;

/**
 * Collects what an object store recorded of an object beside its bytes, under the same names
 * whatever the view: {@code etag}, {@code content-type} and the other headers that are kept, {@code
 * meta.<name>} of user metadata, {@code tag.<key>}, {@code version-id}. Users write what they like
 * into metadata and tags, so that their values are keyed digests; so is any value that is not of
 * the form it should have.
 */
public final class ObjectClaims {
  private static final String USER = "x-amz-meta-";
  private static final Set<String> KEPT =
      Set.of(
          "cache-control",
          "content-disposition",
          "content-encoding",
          "content-language",
          "content-type",
          "expires",
          "x-amz-website-redirect-location");
  private static final Pattern MEDIA_TYPE =
      Pattern.compile("[\\w.+-]{1,80}/[\\w.+-]{1,80}(;\\s?charset=[\\w-]{1,40})?");
  private static final Pattern CODING = Pattern.compile("(aws-chunked|gzip|deflate|br|zstd|[, ])+");
  private static final Pattern OPAQUE = Pattern.compile("[\\w./+=-]{1,200}");

  private final PseudonymKey key;
  private final SortedMap<String, String> attributes = new TreeMap<>();
  private @Nullable String digest;

  public ObjectClaims(PseudonymKey key) {
    this.key = key;
  }

  /**
   * Takes an ETag.
   *
   * @param encrypted whether the object is kept encrypted; its ETag then claims no MD5
   */
  public void etag(ETag etag, boolean encrypted) {
    attributes.put("etag", shown(etag.value(), OPAQUE));
    digest = etag.plain() && !encrypted ? "md5:" + etag.value() : null;
  }

  /** Takes a header of the object, or leaves it where it is none that is kept with an object. */
  public void header(String name, String value) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.startsWith(USER)) {
      put("meta." + lower.substring(USER.length()), key.pseudonym(value));
    } else if (KEPT.contains(lower)) {
      put(
          lower,
          switch (lower) {
            case "content-type" -> shown(value, MEDIA_TYPE);
            case "content-encoding" -> shown(value, CODING);
            default -> key.pseudonym(value);
          });
    }
  }

  /** Takes what MinIO keeps of an object, under its own names. */
  public void minio(Map<String, String> meta, boolean encrypted) {
    meta.forEach(
        (name, value) -> {
          switch (name.toLowerCase(Locale.ROOT)) {
            case "etag" -> etag(new ETag(value), encrypted);
            case "x-amz-tagging" -> tags(value);
            default -> header(name, value);
          }
        });
  }

  private void tags(String query) {
    for (String tag : query.split("&", -1)) {
      int equals = tag.indexOf('=');
      try {
        tag(decoded(tag.substring(0, Math.max(equals, 0))), decoded(tag.substring(equals + 1)));
      } catch (IllegalArgumentException e) { // no tags as a server writes them
        put("tags", key.pseudonym(query));
      }
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** Takes a tag. */
  public void tag(String name, String value) {
    put("tag." + name, key.pseudonym(value));
  }

  /** Takes the id of a version; that of an object from before its bucket had any says nothing. */
  public void version(@Nullable String id) {
    if (id != null && !id.equals("null")) {
      attributes.put("version-id", shown(id, OPAQUE));
    }
  }

  /** Takes what the bytes said of the ETag; what is wrong with it, or nothing. */
  public String checked(ETagCheck.Answer answer) {
    return switch (answer) {
      case NO_CLAIM -> "";
      case HOLDS, UNSOLVED -> {
        attributes.put("etag.check", answer.name().toLowerCase(Locale.ROOT));
        yield "";
      }
      case CONTRADICTED -> "its ETag is an MD5, and not that of its bytes";
    };
  }

  /** All that was taken. */
  public Recorded recorded() {
    return new Recorded(EntryState.PRESENT, digest, attributes);
  }

  /** A name may come twice, as headers may; both values count then. */
  private void put(String name, String value) {
    attributes.merge(name, value, (one, other) -> one + "," + other);
  }

  private String shown(String value, Pattern form) {
    return form.matcher(value).matches() ? value : key.pseudonym(value);
  }
}
