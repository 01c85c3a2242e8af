package org.migrationauditor.command.action.linux;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.migrationauditor.command.action.tree.PathBytes;

/** Calls of Linux that take a path, with their errors as exceptions of Java's. */
final class SystemCalls {
  static final int NO_SUCH_FILE = 2;
  static final int NO_SUCH_DEVICE_OR_ADDRESS = 6;
  static final int ACCESS_DENIED = 13;
  static final int INVALID_ARGUMENT = 22;
  static final int OUT_OF_RANGE = 34;
  static final int NO_SUCH_CALL = 38;
  static final int TOO_MANY_LINKS = 40;
  static final int NO_DATA = 61;
  static final int NOT_SUPPORTED = 95;
  private static final int EXISTS = 17;
  private static final int NO_SPACE = 28;
  private static final int NO_SEEKING = 29;
  private static final int NOT_PERMITTED = 1;
  private static final int INPUT_OUTPUT = 5;
  private static final int OVER_QUOTA = 122;

  static final long WORKING_FOLDER = -100;

  /** Reads and writes pass the kernel's cache ({@code O_DIRECT}). */
  static final long DIRECT = onX86() ? 040000 : 0200000;

  private static final long OPENAT2 = 437;
  private static final long RENAMEAT2 = onX86() ? 316 : 276;
  private static final long CLOSE_ON_EXEC = 02000000;
  private static final long NOT_BLOCKING = 04000; // a pipe in a file's place must not hold us
  private static final long NO_SYMBOLIC_LINKS = 4;
  private static final long NO_REPLACING = 1;
  private static final int LONGEST_PATH = 4096;

  private static final Optional<SystemCalls> LINKED = CFunctions.linked().map(SystemCalls::new);

  private static final ThreadLocal<Buffers> BUFFERS = ThreadLocal.withInitial(Buffers::new);

  private final CFunctions.Function syscall;
  private final CFunctions.Function close;
  final CFunctions.Function lseek;
  final CFunctions.Function pread;
  final CFunctions.Function utimensat;
  final CFunctions.Function syncfs;
  final CFunctions.Function llistxattr;
  final CFunctions.Function lgetxattr;
  final CFunctions.Function lsetxattr;
  final CFunctions.Function lremovexattr;

  /** Where a thread puts what it gives the address of. */
  private static final class Buffers {
    final ByteBuffer path = ByteBuffer.allocateDirect(LONGEST_PATH);
    final ByteBuffer otherPath = ByteBuffer.allocateDirect(LONGEST_PATH);
    final ByteBuffer how = ByteBuffer.allocateDirect(3 * Long.BYTES).order(ByteOrder.nativeOrder());
  }

  private static boolean onX86() {
    return System.getProperty("os.arch", "").equals("amd64");
  }

  /** The calls; empty where they cannot be made. */
  static Optional<SystemCalls> linked() {
    return LINKED;
  }

  private SystemCalls(CFunctions functions) {
    syscall = functions.function("syscall", long.class, 6);
    close = functions.function("close", int.class, 1);
    lseek = functions.function("lseek", long.class, 3);
    pread = functions.function("pread", long.class, 4);
    utimensat = functions.function("utimensat", int.class, 4);
    syncfs = functions.function("syncfs", int.class, 1);
    llistxattr = functions.function("llistxattr", long.class, 3);
    lgetxattr = functions.function("lgetxattr", long.class, 4);
    lsetxattr = functions.function("lsetxattr", int.class, 5);
    lremovexattr = functions.function("lremovexattr", int.class, 2);
  }

  /** A buffer that a call may be given the address of, with a text and its end mark. */
  static ByteBuffer text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return ByteBuffer.allocateDirect(bytes.length + 1).put(bytes).put((byte) 0).flip();
  }

  /** A path's bytes and their end mark, until this thread names the next path. */
  static ByteBuffer path(Path path) {
    return put(path, BUFFERS.get().path);
  }

  /** A path's bytes; its text carries them unless it has characters beyond ASCII. */
  private static ByteBuffer put(Path path, ByteBuffer buffer) {
    String text = path.toString();
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    if (bytes.length >= LONGEST_PATH || !ascii(text)) {
      return text(PathBytes.of(path));
    }
    return buffer.clear().put(bytes).put((byte) 0).flip();
  }

  private static boolean ascii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /**
   * Opens a path for reading, unless any part of it is a symbolic link ({@code openat2(2)}).
   *
   * @param flags more ways to open it; 0 for none
   * @return the descriptor, or {@code -NO_SUCH_CALL} before Linux 5.6
   */
  int openWithoutLinks(Path path, long flags) throws IOException {
    ByteBuffer how = BUFFERS.get().how.clear();
    how.putLong(flags | CLOSE_ON_EXEC | NOT_BLOCKING).putLong(0).putLong(NO_SYMBOLIC_LINKS).flip();
    long opened = syscall.call(OPENAT2, WORKING_FOLDER, path(path), how, how.remaining(), 0);
    if (opened == -NO_SUCH_CALL || opened >= 0) {
      return (int) opened;
    }
    throw opened == -TOO_MANY_LINKS
        ? new FileSystemException(
            path.toString(), null, "was replaced by a symbolic link, or a folder above it was")
        : error(opened, path, "cannot be opened");
  }

  /** Renames unless something has the new name ({@code renameat2(2)}); tells 0 or an error. */
  long renameNew(Path from, Path to) {
    ByteBuffer other = put(to, BUFFERS.get().otherPath);
    return syscall.call(RENAMEAT2, WORKING_FOLDER, path(from), WORKING_FOLDER, other, NO_REPLACING);
  }

  void close(int descriptor) {
    close.call(descriptor);
  }

  /** What a negative result means. */
  static FileSystemException error(long result, Path path, String what) {
    String file = path.toString();
    return switch ((int) -result) {
      case NO_SUCH_FILE -> new NoSuchFileException(file);
      case EXISTS -> new FileAlreadyExistsException(file);
      case ACCESS_DENIED -> new AccessDeniedException(file);
      case NO_SPACE -> new FileSystemException(file, null, "No space left on device");
      case NO_SEEKING -> new FileSystemException(file, null, "was replaced by what is no file");
      case OVER_QUOTA -> new FileSystemException(file, null, "Disk quota exceeded");
      case INPUT_OUTPUT -> new FileSystemException(file, null, what + ": input/output error");
      case NOT_PERMITTED -> new FileSystemException(file, null, what + ": not permitted");
      case INVALID_ARGUMENT -> new FileSystemException(file, null, what + ": invalid argument");
      case NOT_SUPPORTED ->
          new FileSystemException(file, null, what + ": not supported by this file system");
      default -> new FileSystemException(file, null, what + ": error number " + -result);
    };
  }
}
