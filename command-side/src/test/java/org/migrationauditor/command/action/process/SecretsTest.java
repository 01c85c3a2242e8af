package org.migrationauditor.command.action.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretsTest {
  private static final Secrets NONE = new Secrets(List.of("deploy"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password=hunter2",
        "Password: hunter2",
        "CONTAINER_REGISTRY_PASSWORD=\"hunter2\"",
        "export REGISTRY_PASSWORD='hunter2'",
        "{\"password\": \"hunter2\", \"user\": \"a\"}",
        "+ docker login -u someone -p hunter2 registry",
        "helm install --set global.credentials_minio_password=hunter2",
        "curl --oauth2-token hunter2 x",
        "--password hunter2",
        "pulling https://someone:hunter2@registry.example.org/x",
        "pulling https://someone:hunt@hunter2@registry.example.org/x",
        "Authorization: Bearer hunter2",
        "client_secret=hunter2&grant_type=password",
        "api-key = hunter2",
        "pwd=hunter2",
      })
  void aSecretIsMasked(String line) {
    assertThat(NONE.masked(line)).doesNotContain("hunter2").contains("***");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UNDEPLOYMENT DONE",
        "3 tests passed: all",
        "https://registry.example.org/kaapana",
        "-port 80",
        "",
      })
  void whatIsNoSecretStays(String line) {
    assertThat(NONE.masked(line)).isEqualTo(line);
  }

  @Test
  void aSecretOfTheArgumentsIsMaskedWhereverItStands() {
    Secrets secrets = new Secrets(List.of("deploy", "-p", "hunter2", "--minio-secret=s3cr3t"));
    assertThat(secrets.masked("logging in with hunter2, then (s3cr3t)"))
        .isEqualTo("logging in with ***, then (***)");
  }

  @Test
  void argumentsAreMasked() {
    assertThat(
            Secrets.maskedArgv(
                List.of(
                    "/opt/deploy.sh",
                    "--quiet",
                    "--password",
                    "hunter 2",
                    "-p",
                    "hunter2",
                    "--token=hunter2",
                    "--url",
                    "https://a:hunter2@b/c")))
        .containsExactly(
            "/opt/deploy.sh",
            "--quiet",
            "--password",
            "***",
            "-p",
            "***",
            "--token=***",
            "--url",
            "https://***@b/c");
  }

  @ParameterizedTest
  @CsvSource({"a,200000", "password,20000", "://,100000", "-p ,100000"})
  void aLongLineTakesNoLongTime(String part, int times) {
    assertThat(NONE.masked(part.repeat(times))).isNotNull();
  }
}
