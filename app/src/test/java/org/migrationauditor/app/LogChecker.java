package org.migrationauditor.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.migrationauditor.app.AuditorProcess.Ended;

/** {@code checklog.go}: looks at the sealed log with Go's packages for transparency logs. */
final class LogChecker {
  private final Path program;

  private LogChecker(Path program) {
    this.program = program;
  }

  /** Built into a folder, from what Debian has of Go. */
  static LogChecker built(Path folder) throws IOException, InterruptedException {
    Path program = folder.resolve("checklog");
    Path source = AuditorProcess.project().resolve("app/src/test/go/checklog.go");
    ProcessBuilder build =
        new ProcessBuilder("go", "build", "-o", program.toString(), source.toString());
    build
        .environment()
        .putAll(
            Map.of(
                "GO111MODULE", "off",
                "GOPATH", "/usr/share/gocode", // where Debian puts golang.org/x/mod
                "GOCACHE", folder.resolve("go").toString(),
                "CGO_ENABLED", "0"));
    Ended built = AuditorProcess.end(build);
    assertThat(built.status()).as(built.err()).isZero();
    return new LogChecker(program);
  }

  /** Takes keys, older head, newer head, folder of tiles, then proofs. */
  Ended check(List<Path> shown) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    shown.forEach(file -> command.add(file.toString()));
    return AuditorProcess.tool(command.toArray(String[]::new));
  }
}
