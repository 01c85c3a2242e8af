package org.migrationauditor.app.cli;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.app.platform.Platform;
import org.migrationauditor.app.platform.Sealing;
import org.migrationauditor.evidence.NoteKey;
import org.migrationauditor.evidence.StoredEvent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Lists the public keys of the log. */
@Command(
    name = "keys",
    header = "List the public keys that sign the heads of the log, the first one first.",
    description = {"", "Of each later one when it was brought in, by whom and why.", ""},
    exitCodeListHeading = "%nEXIT STATUS%n",
    exitCodeList = {"0:listed", "5:this machine is in the way: no database, disk full"})
final class LogKeysCommand implements Callable<Integer> {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Mixin private final CommonOptions common = new CommonOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Terminal terminal = Terminal.of(spec);
    try (Platform platform = Platform.open(common.home())) {
      Sealing sealing = platform.sealing();
      List<NoteKey> keys = sealing.known();
      for (NoteKey key : keys) {
        terminal.print(Terminal.safe(key.toString()));
        sealing
            .log()
            .keyChange(keys.getFirst(), key)
            .map(platform::opened)
            .ifPresent(change -> terminal.print(words(change)));
      }
    }
    return ExitStatus.OK;
  }

  private static String words(StoredEvent change) {
    JsonNode metadata = JSON.readTree(change.metadataJson());
    JsonNode payload = JSON.readTree(change.payloadJson());
    return Terminal.safe(
        "  since %s by %s: %s"
            .formatted(
                Terminal.time(Instant.parse(change.timestamp())),
                metadata.path("who").asString(),
                payload.path("reason").asString()));
  }
}
