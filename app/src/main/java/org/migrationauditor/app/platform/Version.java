package org.migrationauditor.app.platform;

import picocli.CommandLine.IVersionProvider;

/** The program's version, from its jar. */
public final class Version implements IVersionProvider {
  /** Such as {@code Migration Auditor 0.1.0}. */
  public static String current() {
    String version = Version.class.getPackage().getImplementationVersion();
    return "Migration Auditor " + (version == null ? "(unpackaged)" : version);
  }

  @Override
  public String[] getVersion() {
    return new String[] {current(), "Java " + Runtime.version()};
  }
}
