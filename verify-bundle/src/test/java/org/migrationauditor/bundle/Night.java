package org.migrationauditor.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.evidence.Checkpoint;
import org.migrationauditor.evidence.MerkleTree;
import org.migrationauditor.evidence.NoteSigner;
import org.migrationauditor.evidence.ShareTree;
import org.migrationauditor.evidence.SignedNote;
import org.migrationauditor.evidence.StoredEvent;
import org.migrationauditor.evidence.TreeProofs;
import org.migrationauditor.evidence.bundle.BundleSources;
import org.migrationauditor.evidence.bundle.BundledEvent.NamedFile;
import org.migrationauditor.evidence.bundle.EarlierHead;
import org.migrationauditor.evidence.bundle.EventProof;
import org.migrationauditor.evidence.bundle.EvidenceBundle;
import org.migrationauditor.evidence.bundle.SealedHistory;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.inventory.Share;
import org.migrationauditor.signatures.CertificateFace;
import org.migrationauditor.signatures.Forger;

/** A migration of data of three owners with everything that it left, and bundles made of it. */
final class Night implements BundleSources {
  static final String MIGRATION = "site-a";
  static final OwnerKey ANNA = new OwnerKey("TRIAL-1");
  static final OwnerKey BERT = new OwnerKey("bucket:store");
  static final OwnerKey CARA = new OwnerKey("TRIAL-3 \"C\"");
  static final String BERTS_FILE = "b/secret-of-bert.dcm";

  /** Who signs the reports. */
  static final Forger OPERATOR = operator();

  private final Path kept;
  private final NoteSigner signer = signer("site.example/log");
  private final List<StoredEvent> events = new ArrayList<>();
  private final Map<ContentDigest, Map<Optional<OwnerKey>, List<String>>> manifests =
      new HashMap<>();

  private final UnaryOperator<byte[]> reports;
  private final String reportSigner;

  /** Keeps its files in a folder. */
  Night(Path kept) {
    this(kept, report -> report, CertificateFace.of(OPERATOR.certificate()).subject());
  }

  /**
   * One whose reports were forged before anything else was made to fit them.
   *
   * @param reports what becomes of each
   * @param reportSigner as its events tell
   */
  Night(Path kept, UnaryOperator<byte[]> reports, String reportSigner) {
    this.kept = kept;
    this.reports = reports;
    this.reportSigner = reportSigner;
    event("MigrationPlanned", "{\"runbookDigest\":\"%s\"}".formatted(keep("steps: []\n")));
    event("InventoryTaken", inventory("dicom-before", List.of(ANNA, BERT, CARA)));
    event("InventoryTaken", inventory("files-before", List.of(BERT, CARA)));
    event("StepStarted", "{\"summary\":\"copies the archive\"}");
    event("StepSucceeded", "{\"output\":\"%s\"}".formatted(keep("copied " + BERTS_FILE)));
    event("InventoryTaken", inventory("empty", List.of()));
    event("InventoryTaken", inventory("dicom-after", List.of(ANNA, BERT, CARA)));
    event("InventoriesCompared", comparison());
    event("StepAttested", "{\"evidenceDigest\":\"%s\",\"note\":\"seen\"}".formatted(keep("png")));
    event(
        "FindingWaived",
        "{\"waiver\":{\"key\":\"%s\",\"owner\":\"%s\"}}".formatted(BERTS_FILE, BERT));
    event("RolesNamed", "{\"owners\":{\"%s\":[\"berta\"]}}".formatted(BERT));
    report("whole migration");
    report(ANNA.value());
    report(BERT.value());
    event(
        "StepFailed",
        "{\"output\":null,\"reason\":\"file '/old/minio/%s' cannot be read\"}"
            .formatted(BERTS_FILE));
    event("MigrationCompleted", "{\"verdict\":\"PASSED\"}");
  }

  /** Tells of the first report once more, as if another had signed it. */
  Night tellsAgain(String signer) {
    event(
        "ReportIssued",
        events
            .get(11)
            .payloadJson()
            .replaceFirst("\"signer\":\"[^\"]*\"", "\"signer\":\"" + signer + "\""));
    return this;
  }

  /** The same by a version that told no shares. */
  static Night ofBefore(Path kept) {
    Night night = new Night(kept);
    night.replace(",\"shares\":\"[0-9a-f]*\"", "");
    return night;
  }

  /** The same with inventories that are each of a place whose name speaks of an owner. */
  static Night ofPlaceOf(OwnerKey owner, Path kept) {
    Night night = new Night(kept);
    night.replace("\"inventory\":\\{", "$0\"root\":\"/%s\",".formatted(owner));
    return night;
  }

  private void replace(String pattern, String by) {
    events.replaceAll(
        event ->
            new StoredEvent(
                event.streamId(),
                event.sequence(),
                event.type(),
                event.revision(),
                event.timestamp(),
                event.payloadJson().replaceAll(pattern, by),
                event.metadataJson()));
  }

  static NoteSigner signer(String name) {
    try {
      return new NoteSigner(name, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  NoteSigner signer() {
    return signer;
  }

  /** Its bundle, of an owner or whole. */
  Path bundle(Path target, @Nullable OwnerKey owner) throws IOException {
    return bundle(target, owner, signer);
  }

  Path bundle(Path target, @Nullable OwnerKey owner, NoteSigner key) throws IOException {
    return bundle(target, owner, key, key);
  }

  /**
   * One of a log whose key was changed.
   *
   * @param retired signed the earlier heads, and the last one too, as the head over the change is
   */
  Path bundle(Path target, @Nullable OwnerKey owner, NoteSigner key, NoteSigner retired)
      throws IOException {
    new EvidenceBundle(sealed(key, retired), this, owner).write(target, "test", LocalDate.EPOCH);
    return target;
  }

  /** Whether anything is of an owner. */
  boolean knows(OwnerKey owner) throws IOException {
    return new EvidenceBundle(sealed(signer, signer), this, owner).knowsOwner();
  }

  /** Sealed among the events of others. */
  private SealedHistory sealed(NoteSigner key, NoteSigner retired) {
    Map<String, ContentDigest> nodes = new HashMap<>();
    TreeProofs proofs =
        new TreeProofs(
            (level, position) -> Objects.requireNonNull(nodes.get(level + " " + position)));
    MerkleTree tree = new MerkleTree();
    List<Checkpoint> heads = new ArrayList<>();
    List<EventProof> places = new ArrayList<>();
    for (StoredEvent event : events) {
      for (int other = 0; other < event.sequence() % 3; other++) {
        add(tree, nodes, digest("other " + event.sequence() + " " + other));
      }
      places.add(new EventProof(event.sequence(), event.leaf(), tree.size(), List.of()));
      add(tree, nodes, event.leaf());
      if (event.sequence() % 5 == 0 || event.sequence() == events.size() - 1) {
        heads.add(new Checkpoint(key.key().name(), tree.size(), tree.root()));
      }
    }
    long size = tree.size();
    return new SealedHistory(
        events,
        places.stream()
            .map(
                place ->
                    new EventProof(
                        place.sequence(),
                        place.leaf(),
                        place.index(),
                        proofs.inclusion(place.index(), size).path()))
            .toList(),
        last(heads.getLast().text(), key, retired).toString(),
        Stream.of(key.key(), retired.key()).distinct().toList(),
        heads.subList(0, heads.size() - 1).stream()
            .map(
                head ->
                    new EarlierHead(
                        SignedNote.signed(head.text(), retired).toString(),
                        proofs.consistency(head.size(), size).path()))
            .toList());
  }

  private static SignedNote last(String text, NoteSigner key, NoteSigner retired) {
    SignedNote note = SignedNote.signed(text, retired);
    return key.key().equals(retired.key()) ? note : note.with(key);
  }

  private static void add(MerkleTree tree, Map<String, ContentDigest> nodes, ContentDigest leaf) {
    nodes.put("0 " + tree.size(), leaf);
    tree.add(leaf, (level, position, hash) -> nodes.put(level + " " + position, hash));
  }

  private void event(String type, String payload) {
    long sequence = events.size();
    events.add(
        new StoredEvent(
            MIGRATION,
            sequence,
            "org.example." + type,
            "1",
            "2026-01-01T00:00:%02dZ".formatted(sequence),
            payload,
            "{\"who\":\"olga\"}"));
  }

  private String inventory(String name, List<OwnerKey> owners) {
    Map<Optional<OwnerKey>, List<String>> rows = new HashMap<>();
    for (OwnerKey owner : owners) {
      rows.put(
          Optional.of(owner),
          owner.equals(BERT)
              ? List.of("{\"key\":\"%s\",\"of\":\"%s\"}\n".formatted(BERTS_FILE, name))
              : List.of(
                  "{\"key\":\"a/%s-1\"}\n".formatted(name),
                  "{\"key\":\"a/%s-2\"}\n".formatted(name)));
    }
    return manifest("inventory", "manifest of " + name, rows);
  }

  private String comparison() {
    return manifest(
        "comparison",
        "findings",
        Map.of(
            Optional.of(BERT),
                List.of("{\"code\":\"MISSING\",\"key\":\"%s\"}\n".formatted(BERTS_FILE)),
            Optional.empty(), List.of("{\"code\":\"UNREADABLE\",\"key\":\"?\"}\n")));
  }

  private String manifest(
      String member, String content, Map<Optional<OwnerKey>, List<String>> rows) {
    ContentDigest digest = keep(content);
    manifests.put(digest, rows);
    return "{\"%s\":{\"manifest\":\"%s\"},\"shares\":\"%s\"}"
        .formatted(member, digest, tree(digest).root());
  }

  private void report(String scope) {
    ContentDigest digest = keep(reports.apply(report(OPERATOR, scope)));
    event(
        "ReportIssued",
        "{\"report\":{\"digest\":\"%s\",\"fileName\":\"report-%d.pdf\",\"scope\":\"%s\",\"signer\":\"%s\"}}"
            .formatted(digest, events.size(), scope, reportSigner));
  }

  /** A report that somebody signed. */
  static byte[] report(Forger signer, String scope) {
    try {
      return signer.report("report of " + scope);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Forger operator() {
    try {
      return Forger.selfMade();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private ContentDigest keep(String content) {
    return keep(content.getBytes(UTF_8));
  }

  private ContentDigest keep(byte[] content) {
    ContentDigest digest = ContentDigest.over(content);
    try {
      Files.write(kept.resolve(digest.hex()), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return digest;
  }

  static ContentDigest digest(String content) {
    try {
      return ContentDigest.of(MessageDigest.getInstance("SHA-256").digest(content.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Path file(NamedFile file) {
    return kept.resolve(file.digest().hex());
  }

  @Override
  public Optional<ShareTree> shares(ContentDigest manifest) {
    return Files.exists(kept.resolve(manifest.hex()))
        ? Optional.of(tree(manifest))
        : Optional.empty();
  }

  @Override
  public Set<String> keysOfOthers(ContentDigest manifest, OwnerKey owner, Set<String> texts) {
    return texts.contains(BERTS_FILE) && !owner.equals(BERT) ? Set.of(BERTS_FILE) : Set.of();
  }

  private ShareTree tree(ContentDigest manifest) {
    List<Share> shares = new ArrayList<>();
    rows(manifest)
        .forEach(
            (owner, rows) ->
                shares.add(
                    new Share(
                        owner.orElse(null),
                        owner
                            .map(name -> digest("key " + name).hex().substring(0, 32))
                            .orElse(Share.EVERYONE),
                        rows.size(),
                        digest(String.join("", rows)))));
    return new ShareTree(shares);
  }

  private Map<Optional<OwnerKey>, List<String>> rows(ContentDigest manifest) {
    return manifests.getOrDefault(manifest, Map.of());
  }

  @Override
  public void rows(ContentDigest manifest, @Nullable OwnerKey owner, RowTaker taker)
      throws IOException {
    for (Map.Entry<Optional<OwnerKey>, List<String>> share : rows(manifest).entrySet()) {
      @Nullable OwnerKey of = share.getKey().orElse(null);
      if (owner == null || of == null || of.equals(owner)) {
        for (String row : share.getValue()) {
          taker.take(of, row.getBytes(UTF_8), row.length());
        }
      }
    }
  }
}
