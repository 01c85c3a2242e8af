package org.migrationauditor.rehearsal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Owners of the data directories as far as the platform fixes them. Only root can give files away,
 * and not in every container; elsewhere all stays with the user.
 */
final class HostOwners {
  private static final int WILDFLY = 1023;
  private static final int ELASTICSEARCH = 1000;

  private final HostLayout host;
  private final boolean mayGiveAway;
  private final String current;

  private HostOwners(HostLayout host, boolean mayGiveAway, String current) {
    this.host = host;
    this.mayGiveAway = mayGiveAway;
    this.current = current;
  }

  static HostOwners of(HostLayout host) throws IOException {
    Path probe = Files.createTempFile(host.root(), "owner", "");
    try {
      String current =
          Files.getAttribute(probe, "unix:uid") + ":" + Files.getAttribute(probe, "unix:gid");
      return new HostOwners(host, give(probe), current);
    } finally {
      Files.delete(probe);
    }
  }

  /** Owner that the guide gives to {@code server_data}, as {@code uid:gid}. */
  String serverData() {
    return mayGiveAway ? WILDFLY + ":" + WILDFLY : current;
  }

  void apply() throws IOException {
    if (mayGiveAway) {
      give(host.fast().resolve("dcm4che/server_data"), WILDFLY);
      give(host.dicomData(), WILDFLY);
      give(host.fast().resolve("elastic-meta"), ELASTICSEARCH);
      give(host.fast().resolve("prometheus"), ELASTICSEARCH);
    }
  }

  private static boolean give(Path probe) {
    try {
      give(probe, WILDFLY);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void give(Path tree, int owner) throws IOException {
    try (Stream<Path> paths = Files.walk(tree)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        Files.setAttribute(path, "unix:uid", owner);
        Files.setAttribute(path, "unix:gid", owner);
      }
    }
  }
}
