package org.migrationauditor.rehearsal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;

/** The stand-ins for Kaapana's scripts and the host's tools: bash files kept as resources. */
final class HostScripts {
  private static final List<String> NAMES =
      List.of(
          "lib/host.sh",
          "lib/processes.sh",
          "bin/helm",
          "bin/microk8s.ctr",
          "bin/microk8s.kubectl",
          "bin/reboot",
          "bin/snap",
          "bin/timedatectl",
          "opt/deploy_platform.sh",
          "opt/deploy_platform_0.2.2.sh",
          "opt/server_installation.sh",
          "opt/server_installation_0.2.2.sh");

  private final HostLayout host;

  HostScripts(HostLayout host) {
    this.host = host;
  }

  void write() throws IOException {
    for (String name : NAMES) {
      Path target = host.root().resolve(name);
      Files.createDirectories(target.getParent());
      Files.writeString(
          target,
          resource(name)
              .replace("@FAST@", quoted(host.fast()))
              .replace("@SLOW@", quoted(host.slow())));
      Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  /** Sets a variable that the script assigns, wherever it does. */
  void assign(Path script, String variable, String value) throws IOException {
    String text = Files.readString(script);
    String assigned =
        text.replaceFirst(
            "(?m)^" + variable + "=.*$",
            Matcher.quoteReplacement(variable + "=\"" + escaped(value) + "\""));
    Files.writeString(script, assigned);
  }

  /**
   * Gives the variable that a line assigns a value.
   *
   * @param line 1 for the first
   */
  void assignLine(Path script, int line, String value) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(script));
    String before = lines.get(line - 1);
    lines.set(
        line - 1, before.substring(0, before.indexOf('=') + 1) + "\"" + escaped(value) + "\"");
    Files.write(script, lines);
  }

  /** Runs bash on the host's state, or a tool of the host. */
  void run(String... command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      int status = process.waitFor();
      if (status != 0) {
        throw new IOException(
            "rehearsal host '%s': '%s' ended with exit status %d: %s"
                .formatted(host.root(), command[0], status, output.strip()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("rehearsal host '%s': interrupted".formatted(host.root()), e);
    }
  }

  /** Text of a file of a host. */
  static String resource(String name) throws IOException {
    try (InputStream in = HostScripts.class.getResourceAsStream("host/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String quoted(Path path) {
    return escaped(path.toString());
  }

  /** Text as it stands between double quotes in bash. */
  private static String escaped(String text) {
    return text.replaceAll("([\\\\\"$`])", "\\\\$1");
  }
}
