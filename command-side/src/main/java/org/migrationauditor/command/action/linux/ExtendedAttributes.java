package org.migrationauditor.command.action.linux;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All extended attributes of an entry (xattr(7)) by their full names, access control lists among
 * them, but the labels that the host's own security modules give ({@code security.*} other than
 * {@code security.capability}). Links are not followed.
 */
public final class ExtendedAttributes {
  private static final String CAPABILITY = "security.capability";
  private static final int LARGEST = 64 * 1024;
  private static final ThreadLocal<ByteBuffer> BUFFER =
      ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(LARGEST));

  private ExtendedAttributes() {}

  /** Whether this system can be asked for them; if not, none of the other methods may be called. */
  public static boolean reachable() {
    return SystemCalls.linked().isPresent();
  }

  /** Names and values; empty where the file system keeps none. */
  public static SortedMap<String, ByteBuffer> read(Path path) throws IOException {
    SystemCalls calls = SystemCalls.linked().orElseThrow();
    SortedMap<String, ByteBuffer> attributes = new TreeMap<>();
    ByteBuffer file = SystemCalls.path(path);
    ByteBuffer buffer = BUFFER.get().clear();
    long length = calls.llistxattr.call(file, buffer, LARGEST);
    if (length == -SystemCalls.NOT_SUPPORTED) {
      return attributes;
    }
    for (String name : names(checked(length, path, "its attributes cannot be listed"))) {
      if (name.isEmpty() || (name.startsWith("security.") && !name.equals(CAPABILITY))) {
        continue;
      }
      ByteBuffer key = SystemCalls.text(name);
      long size = calls.lgetxattr.call(file, key, buffer.clear(), LARGEST);
      attributes.put(name, copy(checked(size, path, "attribute '" + name + "' cannot be read")));
    }
    return attributes;
  }

  /** Gives an entry an attribute, or another value of it. */
  public static void write(Path path, String name, ByteBuffer value) throws IOException {
    SystemCalls calls = SystemCalls.linked().orElseThrow();
    ByteBuffer file = SystemCalls.path(path);
    ByteBuffer key = SystemCalls.text(name);
    ByteBuffer bytes = BUFFER.get().clear().put(value.duplicate()).flip();
    long result = calls.lsetxattr.call(file, key, bytes, bytes.remaining(), 0);
    checked(result, path, "attribute '" + name + "' cannot be kept");
  }

  /** Takes an attribute away. */
  public static void remove(Path path, String name) throws IOException {
    SystemCalls calls = SystemCalls.linked().orElseThrow();
    ByteBuffer file = SystemCalls.path(path);
    ByteBuffer key = SystemCalls.text(name);
    long result = calls.lremovexattr.call(file, key);
    if (result != -SystemCalls.NO_DATA) {
      checked(result, path, "attribute '" + name + "' cannot be taken away");
    }
  }

  private static int checked(long result, Path path, String what) throws FileSystemException {
    if (result < 0) {
      throw SystemCalls.error(result, path, what);
    }
    return (int) result;
  }

  private static String[] names(int length) {
    byte[] bytes = new byte[length];
    BUFFER.get().get(0, bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1).split("\0", -1);
  }

  private static ByteBuffer copy(int length) {
    byte[] bytes = new byte[length];
    BUFFER.get().get(0, bytes);
    return ByteBuffer.wrap(bytes);
  }
}
