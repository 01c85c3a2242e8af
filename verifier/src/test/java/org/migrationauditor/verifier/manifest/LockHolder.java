package org.migrationauditor.verifier.manifest;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Program that holds a lock until it is killed; a process of its own, as locks belong to one. */
final class LockHolder {
  private LockHolder() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    try (FileChannel channel = FileChannel.open(Path.of(arguments[0]), StandardOpenOption.WRITE)) {
      channel.lock();
      System.out.println("locked");
      Thread.sleep(120_000);
    }
  }
}
