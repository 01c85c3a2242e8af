package org.migrationauditor.command.run;

import java.nio.file.Path;

/** What this host is called, in events and wherever else it names itself. */
public final class HostName {
  private static final Path FILE = Path.of("/proc/sys/kernel/hostname");

  private HostName() {}

  /** As the kernel has it; {@code unknown} when it has none. */
  public static String get() {
    String name = KernelFile.line(FILE);
    return name.isEmpty() ? "unknown" : name;
  }
}
