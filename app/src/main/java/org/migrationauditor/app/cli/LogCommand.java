package org.migrationauditor.app.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.CommandFailure;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.app.platform.Platform;
import org.migrationauditor.app.platform.Sealing;
import org.migrationauditor.evidence.Checkpoint;
import org.migrationauditor.evidence.InclusionProof;
import org.migrationauditor.evidence.StoredEvent;
import org.migrationauditor.messages.migration.MigrationId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks at the sealed log. */
@Command(
    name = "log",
    header = "Verify the sealed log of all events, or prove what is in it.",
    description = {
      "",
      "Every event is a leaf of a Merkle tree (RFC 9162), whose heads are signed. Keep a head elsewhere, and"
          + " nobody can change what came before it without being found out.",
      ""
    },
    exitCodeListHeading = "%nEXIT STATUS%n",
    exitCodeList = {
      "0:the history is as it was sealed, or the proof was given",
      "1:something is not as it was sealed",
      "2:there is no such event or size",
      "3:nothing is sealed, or not everything",
      "5:this machine is in the way: no database, disk full"
    },
    subcommands = {
      LogCommand.HeadCommand.class,
      LogVerifyCommand.class,
      LogCommand.ProveCommand.class,
      LogCommand.ConsistencyCommand.class,
      LogTilesCommand.class,
      LogKeysCommand.class,
      LogRotateCommand.class
    })
public final class LogCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    return Terminal.usage(spec);
  }

  /** The last head's note, once all is sealed that can be. */
  private static String note(Sealing sealing) {
    sealing.seal();
    return sealing
        .log()
        .head()
        .orElseThrow(
            () ->
                new CommandFailure(
                    ExitStatus.INDETERMINATE, "sealed log: is empty; nothing is stored yet"));
  }

  /** Prints the last head. */
  @Command(
      name = "head",
      header = "Print the last signed head, to be kept elsewhere.",
      description = {
        "",
        "A C2SP checkpoint: origin, number of events, root, signature. Standard error tells which places outside"
            + " this home have it: AUDITOR_HEADS_FOLDER, AUDITOR_HEADS_BUCKET, AUDITOR_HEADS_MAIL_TO, AUDITOR_TSA.",
        ""
      })
  static final class HeadCommand implements Callable<Integer> {
    @Mixin private final CommonOptions common = new CommonOptions();

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
      try (Platform platform = Platform.open(common.home())) {
        Sealing sealing = platform.sealing();
        String note = note(sealing);
        sealing.log().checkpoint(note, sealing.known());
        Terminal.of(spec).print(note.strip());
        HeadCopies.offerAndTell(common.home(), note, spec);
        return ExitStatus.OK;
      }
    }
  }

  /** Proves that an event is there. */
  @Command(
      name = "prove",
      header = "Prove that an event is in the log, under its last head.",
      description = {
        "",
        "One JSON object: the event as stored, its leaf, the path and the signed head.",
        ""
      })
  static final class ProveCommand implements Callable<Integer> {
    @Mixin private final CommonOptions common = new CommonOptions();

    @Parameters(index = "0", paramLabel = "MIGRATION", description = "name of the migration")
    private String migration = "";

    @Parameters(
        index = "1",
        paramLabel = "EVENT",
        description = "its number, as ./auditor history prints it")
    private long event;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
      try (Platform platform = Platform.open(common.home())) {
        MigrationId id = platform.resolve(migration);
        Sealing sealing = platform.sealing();
        String note = note(sealing);
        Checkpoint head = sealing.log().checkpoint(note, sealing.known());
        InclusionProof proof =
            sealing.log().inclusion(id, event, head.size()).orElseThrow(() -> missing(id));
        StoredEvent stored =
            platform.events(id).stream()
                .filter(one -> one.sequence() == event)
                .findFirst()
                .orElseThrow(() -> missing(id));
        if (!proof.proves(stored.leaf(), head.root())) {
          throw new CommandFailure(
              ExitStatus.FAILED,
              "migration '%s': event %d says something else than when it was sealed; nothing is proven, run ./auditor log verify"
                  .formatted(id, event));
        }
        Terminal.of(spec)
            .print(
                Json.line(
                    "inclusion",
                    "event",
                    stored,
                    "leaf",
                    stored.leaf(),
                    "index",
                    proof.index(),
                    "size",
                    proof.size(),
                    "path",
                    proof.path(),
                    "head",
                    note));
        return ExitStatus.OK;
      }
    }

    private CommandFailure missing(MigrationId id) {
      return new CommandFailure(
          ExitStatus.REFUSED,
          "migration '%s': has no event %d in the log; nothing is proven, look with ./auditor history %s"
              .formatted(id, event, id));
    }
  }

  /** Proves that one head grew into another. */
  @Command(
      name = "consistency",
      header = "Prove that the log of one size grew into that of another.",
      description = {"", "One JSON object; sizes are those of two heads.", ""})
  static final class ConsistencyCommand implements Callable<Integer> {
    @Mixin private final CommonOptions common = new CommonOptions();

    @Parameters(index = "0", paramLabel = "OLD", description = "events of the older head, count")
    private long first;

    @Parameters(index = "1", paramLabel = "NEW", description = "events of the newer head, count")
    private long second;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
      try (Platform platform = Platform.open(common.home())) {
        Sealing sealing = platform.sealing();
        long size = sealing.log().checkpoint(note(sealing), sealing.known()).size();
        if (first <= 0 || first > second || second > size) {
          throw new CommandFailure(
              ExitStatus.REFUSED,
              "sealed log: has no sizes %d and %d, one within the other; it has %d events"
                  .formatted(first, second, size));
        }
        Terminal.of(spec).print(Json.line("consistency", sealing.log().consistency(first, second)));
        return ExitStatus.OK;
      }
    }
  }
}
