package org.migrationauditor.verifier.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Makes in a folder what Java has no call for. */
public final class Shell {
  private static final long PATIENCE_MINUTES = 2;

  private Shell() {}

  /** Runs a script of bash in a folder and asks that it succeeds. */
  public static void in(Path folder, String script) throws IOException, InterruptedException {
    Process bash =
        new ProcessBuilder("bash", "-euc", script).directory(folder.toFile()).inheritIO().start();
    assertThat(bash.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).as(script).isTrue();
    assertThat(bash.exitValue()).as(script).isZero();
  }
}
