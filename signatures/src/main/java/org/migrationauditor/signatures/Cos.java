package org.migrationauditor.signatures;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value of a PDF's syntax (ISO 32000-1, 7.3); two are equal if they are written alike. */
sealed interface Cos {
  /** {@code null}, a truth value or a number, as it is written. */
  record Word(String text) implements Cos {}

  /** A name without its slash, {@code #hh} resolved. */
  record Name(String text) implements Cos {}

  /**
   * A string.
   *
   * @param bytes of it, one a character
   */
  record Text(String bytes) implements Cos {}

  /** A pointer to an object of generation 0. */
  record Ref(int number) implements Cos {}

  /** An array. */
  record Items(List<Cos> items) implements Cos {
    public Items {
      items = List.copyOf(items);
    }
  }

  /** A dictionary. */
  record Dict(Map<String, Cos> entries) implements Cos {
    public Dict {
      entries = Map.copyOf(entries);
    }

    @Nullable Cos get(String key) {
      return entries.get(key);
    }

    boolean named(String key, String name) {
      return entries.get(key) instanceof Name found && found.text().equals(name);
    }
  }

  /**
   * A stream.
   *
   * @param bytes as stored, read-only; equal by content
   */
  record Stream(Dict head, ByteBuffer bytes) implements Cos {}
}
