package org.migrationauditor.evidence.bundle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.erdtman.jcs.JsonCanonicalizer;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;

/** A JSON object of a bundle, whose members are asked for by the kind they must be of. */
public final class JsonObject {
  private final Map<String, @Nullable Object> members;

  private JsonObject(Map<String, @Nullable Object> members) {
    this.members = members;
  }

  /**
   * Reads canonical JSON (RFC 8785) in UTF-8.
   *
   * @throws MalformedBundleException if it is anything else
   */
  static JsonObject canonical(byte[] utf8) throws MalformedBundleException {
    try {
      return canonical(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString());
    } catch (CharacterCodingException e) {
      throw new MalformedBundleException("is not UTF-8");
    }
  }

  /** The same of a text. */
  static JsonObject canonical(String json) throws MalformedBundleException {
    JsonObject object = new JsonObject(JsonReader.object(json));
    if (!respelled(json).equals(json)) {
      throw new MalformedBundleException("is JSON, and not in its canonical form");
    }
    return object;
  }

  private static String respelled(String json) throws MalformedBundleException {
    try {
      return new JsonCanonicalizer(json).getEncodedString();
    } catch (IOException | RuntimeException e) { // whatever it does not understand
      throw new MalformedBundleException("has no canonical form");
    }
  }

  /** Names of its members. */
  Set<String> names() {
    return members.keySet();
  }

  @Nullable Object get(String name) {
    return members.get(name);
  }

  /** A member that must be a text. */
  public String text(String name) throws MalformedBundleException {
    return member(name, String.class);
  }

  /** A member that may be a text, null or not there. */
  Optional<String> optionalText(String name) throws MalformedBundleException {
    return members.get(name) == null ? Optional.empty() : Optional.of(text(name));
  }

  /** A member that must be a whole number from 0 on. */
  public long count(String name) throws MalformedBundleException {
    long count = member(name, Long.class);
    if (count < 0) {
      throw wrong(name);
    }
    return count;
  }

  /** A member that must be a SHA-256. */
  ContentDigest digest(String name) throws MalformedBundleException {
    return digest(name, text(name));
  }

  /** A member that may be a SHA-256, null or not there. */
  Optional<ContentDigest> optionalDigest(String name) throws MalformedBundleException {
    return members.get(name) == null ? Optional.empty() : Optional.of(digest(name));
  }

  /** A member that must be an object. */
  JsonObject object(String name) throws MalformedBundleException {
    return of(name, members.get(name));
  }

  /** A member that must be a list of objects. */
  List<JsonObject> objects(String name) throws MalformedBundleException {
    List<JsonObject> objects = new ArrayList<>();
    for (Object element : list(name)) {
      objects.add(of(name, element));
    }
    return objects;
  }

  /** A member that must be a list of SHA-256s. */
  List<ContentDigest> digests(String name) throws MalformedBundleException {
    List<ContentDigest> digests = new ArrayList<>();
    for (Object element : list(name)) {
      digests.add(digest(name, element));
    }
    return digests;
  }

  /** Expects these members and no other. */
  void expect(Set<String> names) throws MalformedBundleException {
    if (!members.keySet().equals(names)) {
      throw new MalformedBundleException("has other members than " + String.join(", ", names));
    }
  }

  private List<?> list(String name) throws MalformedBundleException {
    return member(name, List.class);
  }

  private <T> T member(String name, Class<T> type) throws MalformedBundleException {
    Object value = members.get(name);
    if (!type.isInstance(value)) {
      throw wrong(name);
    }
    return type.cast(value);
  }

  private static ContentDigest digest(String name, @Nullable Object value)
      throws MalformedBundleException {
    try {
      return new ContentDigest(String.valueOf(value));
    } catch (IllegalArgumentException e) {
      throw wrong(name);
    }
  }

  @SuppressWarnings("unchecked") // the reader makes no other maps
  private static JsonObject of(String name, @Nullable Object value)
      throws MalformedBundleException {
    if (value instanceof Map<?, ?> map) {
      return new JsonObject((Map<String, @Nullable Object>) map);
    }
    throw wrong(name);
  }

  private static MalformedBundleException wrong(String name) {
    return new MalformedBundleException("has no '%s' as it must be".formatted(name));
  }
}
