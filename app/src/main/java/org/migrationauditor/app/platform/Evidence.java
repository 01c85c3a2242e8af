package org.migrationauditor.app.platform;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.command.action.Starts;
import org.migrationauditor.evidence.NoteKey;
import org.migrationauditor.evidence.ShareTree;
import org.migrationauditor.evidence.bundle.BundleInfo.Absent;
import org.migrationauditor.evidence.bundle.BundleSources;
import org.migrationauditor.evidence.bundle.BundledEvent.NamedFile;
import org.migrationauditor.evidence.bundle.EvidenceBundle;
import org.migrationauditor.evidence.bundle.SealedHistory;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.verifier.InventoryException;
import org.migrationauditor.verifier.Verifier;

/** What a home keeps of a migration, to be given away. */
public final class Evidence implements BundleSources {
  private final Home home;
  private final MigrationId id;
  private final SealedHistory history;
  private final Verifier verifier;
  private final Map<ContentDigest, Optional<ShareTree>> trees = new HashMap<>();

  Evidence(Home home, MigrationId id, SealedHistory history) {
    this.home = home;
    this.id = id;
    this.history = history;
    this.verifier = home.verifier();
  }

  /** How the log's keys are written, for those who are told them another way; in use first. */
  public List<String> keys() {
    return history.keys().stream().map(NoteKey::toString).toList();
  }

  /**
   * Writes a bundle, whole or not at all.
   *
   * @param owner whose part it is; null for the whole
   * @return what is not contained although an event names it
   */
  public List<Absent> bundle(Path target, @Nullable OwnerKey owner) throws IOException {
    EvidenceBundle bundle = new EvidenceBundle(history, this, owner);
    if (!bundle.knowsOwner()) {
      throw new CommandFailure(
          ExitStatus.REFUSED,
          ("owner '%s': no inventory, finding, report or role of migration '%s' is of that name;"
                  + " nothing was written, name one as in the reports")
              .formatted(owner, id));
    }
    try {
      return bundle.write(target, Version.current(), LocalDate.now(ZoneOffset.UTC));
    } catch (FileAlreadyExistsException e) {
      throw new CommandFailure(
          ExitStatus.REFUSED,
          "bundle '%s': there is something already; nothing was written, name another"
              .formatted(target));
    }
  }

  @Override
  public Path file(NamedFile file) {
    ContentDigest digest = file.digest();
    return switch (file.kind()) {
      case RUNBOOK -> home.runbookFile(digest);
      case MANIFEST -> verifier.manifest(digest);
      case REPORT ->
          home.report(id, Objects.requireNonNull(Path.of(file.path()).getFileName()).toString());
      case OUTPUT -> Starts.output(home.workspace(id), digest);
      case EVIDENCE -> home.evidenceFile(digest);
    };
  }

  @Override
  public Optional<ShareTree> shares(ContentDigest manifest) {
    return trees.computeIfAbsent(manifest, this::read);
  }

  private Optional<ShareTree> read(ContentDigest manifest) {
    try {
      return verifier.shares(manifest).map(ShareTree::new);
    } catch (InventoryException e) {
      return Optional.empty(); // missing or changed, which is told of the manifest itself
    }
  }

  @Override
  public Set<String> keysOfOthers(ContentDigest manifest, OwnerKey owner, Set<String> texts) {
    try {
      return verifier.keysOfOthers(manifest, owner, texts);
    } catch (InventoryException e) {
      return Set.of(); // missing or changed, which is told of the manifest itself
    }
  }

  @Override
  public void rows(ContentDigest manifest, @Nullable OwnerKey owner, RowTaker taker)
      throws IOException {
    try {
      verifier.shares(manifest, owner, taker::take);
    } catch (InventoryException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
