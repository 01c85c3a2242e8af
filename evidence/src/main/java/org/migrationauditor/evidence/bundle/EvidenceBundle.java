package org.migrationauditor.evidence.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.evidence.BrokenHistoryException;
import org.migrationauditor.evidence.NoteKey;
import org.migrationauditor.evidence.ShareTree;
import org.migrationauditor.evidence.StoredEvent;
import org.migrationauditor.evidence.bundle.BundleInfo.Absent;
import org.migrationauditor.evidence.bundle.BundleInfo.Why;
import org.migrationauditor.evidence.bundle.BundledEvent.NamedFile;
import org.migrationauditor.evidence.bundle.BundledEvent.NamedShares;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.inventory.Share;

/** Writes the evidence of a migration, or one owner's part of it, as a bag. */
public final class EvidenceBundle {
  private final SealedHistory history;
  private final BundleSources sources;
  private final @Nullable OwnerKey owner;
  private final List<Absent> absent = new ArrayList<>();
  private final Map<ContentDigest, Optional<ShareTree>> trees = new HashMap<>();

  /**
   * Of a history.
   *
   * @param owner whose part it is; null for the whole
   */
  public EvidenceBundle(SealedHistory history, BundleSources sources, @Nullable OwnerKey owner) {
    this.history = history;
    this.sources = sources;
    this.owner = owner;
  }

  /** An event with its canonical form. */
  private record Line(String canonical, BundledEvent event) {}

  /**
   * Writes it, whole or not at all.
   *
   * @param target does not exist yet
   * @param tool that writes it
   * @return what events name and the bundle does not contain
   * @throws java.nio.file.FileAlreadyExistsException if there is something at its place
   * @throws BrokenHistoryException if an event has no canonical form
   */
  public List<Absent> write(Path target, String tool, LocalDate date) throws IOException {
    List<Line> lines = lines();
    try (BagWriter bag = BagWriter.open(target)) {
      Others others = owner == null ? null : others(owner, lines);
      List<Line> shown = shown(lines, others);
      writeLines(bag, BundleFiles.EVENTS, shown, Line::canonical);
      writeLines(bag, BundleFiles.PROOFS, history.proofs(), EventProof::json);
      bag.write(BundleFiles.HEAD, history.head());
      writeLines(bag, BundleFiles.HEADS, history.earlier(), EarlierHead::json);
      writeLines(bag, BundleFiles.KEY, history.keys(), NoteKey::toString);
      files(bag, shown, others);
      shares(bag, shown);
      String migration = history.events().getFirst().streamId();
      bag.write(BundleFiles.INFO, new BundleInfo(migration, owner, tool, absent).json());
      bag.write(BundleFiles.README, readme());
      bag.finish(date, owner == null ? migration : migration + " " + owner);
    } catch (MalformedBundleException e) {
      throw new IOException("an event " + e.getMessage(), e);
    }
    return List.copyOf(absent);
  }

  /**
   * Whether anything is, or may be, of the owner: entries, findings, reports, waivers or roles; a
   * manifest that is lost or has too many owners may.
   */
  public boolean knowsOwner() throws IOException {
    if (owner == null) {
      return true;
    }
    try {
      for (Line line : lines()) {
        if (names(owner, line)) {
          return true;
        }
      }
    } catch (MalformedBundleException e) {
      throw new IOException("an event " + e.getMessage(), e);
    }
    return false;
  }

  private boolean names(OwnerKey wanted, Line line) throws IOException, MalformedBundleException {
    for (NamedFile file : line.event().files()) {
      if (file.kind() == NamedFile.Kind.MANIFEST) {
        Optional<ShareTree> tree = tree(file.digest());
        if (tree.isEmpty()
            || tree.get().shares().stream().anyMatch(share -> wanted.equals(share.owner()))) {
          return true;
        }
      }
    }
    return Others.ownersIn(line.canonical()).contains(wanted.value());
  }

  private List<Line> lines() throws IOException {
    List<Line> lines = new ArrayList<>();
    for (StoredEvent event : history.events()) {
      try {
        byte[] canonical = event.canonical();
        lines.add(new Line(text(canonical), BundledEvent.parse(canonical)));
      } catch (MalformedBundleException e) {
        throw new IOException("event %d %s".formatted(event.sequence(), e.getMessage()), e);
      }
    }
    return lines;
  }

  /** Whoever has something in a manifest, or is named as an owner by an event. */
  private Others others(OwnerKey mine, List<Line> lines)
      throws IOException, MalformedBundleException {
    Others others = new Others(mine);
    for (Line line : lines) {
      others.learn(line.canonical());
      for (NamedFile file : line.event().files()) {
        if (file.kind() == NamedFile.Kind.MANIFEST) {
          tree(file.digest()).stream()
              .flatMap(tree -> tree.shares().stream())
              .forEach(share -> others.add(share.owner()));
        }
      }
    }
    entries(mine, lines).forEach(others::addKey);
    return others;
  }

  /** Keys of others' entries that events name, such as the one at which a step failed. */
  private Set<String> entries(OwnerKey mine, List<Line> lines)
      throws IOException, MalformedBundleException {
    Set<String> pieces = new TreeSet<>();
    Set<ContentDigest> inventories = new HashSet<>();
    for (Line line : lines) {
      pieces.addAll(Others.pieces(line.canonical()));
      if (line.event().type().equals("InventoryTaken")) {
        line.event().files().forEach(file -> inventories.add(file.digest()));
      }
    }
    Set<String> keys = new TreeSet<>();
    for (ContentDigest inventory : inventories) {
      keys.addAll(sources.keysOfOthers(inventory, mine, pieces));
    }
    return keys;
  }

  /**
   * Events of manifests are always among them: without one, nothing tells an owner that there is a
   * manifest in which they may have entries.
   */
  private static List<Line> shown(List<Line> lines, @Nullable Others others)
      throws MalformedBundleException {
    List<Line> shown = new ArrayList<>();
    for (Line line : lines) {
      boolean manifest =
          line.event().files().stream().anyMatch(file -> file.kind() == NamedFile.Kind.MANIFEST);
      if (others == null || manifest || !others.isIn(line.canonical())) {
        shown.add(line);
      }
    }
    return shown;
  }

  private void files(BagWriter bag, List<Line> shown, @Nullable Others others) throws IOException {
    Set<String> seen = new TreeSet<>();
    for (Line line : shown) {
      for (NamedFile file : line.event().files()) {
        if (seen.add(file.path())) {
          file(bag, file, others);
        }
      }
    }
  }

  private void file(BagWriter bag, NamedFile file, @Nullable Others others) throws IOException {
    Path kept = sources.file(file);
    if (others != null && withheld(file, kept, others)) {
      absent.add(new Absent(file.path(), Why.WITHHELD));
    } else if (!Files.isRegularFile(kept, LinkOption.NOFOLLOW_LINKS)) {
      absent.add(new Absent(file.path(), Why.MISSING));
    } else if (!bag.copy(kept, file.path(), file.digest())) {
      absent.add(new Absent(file.path(), Why.CHANGED));
    }
  }

  private static boolean withheld(NamedFile file, Path kept, Others others) throws IOException {
    return switch (file.kind()) {
      case MANIFEST, OUTPUT, EVIDENCE -> true;
      case REPORT -> false;
      case RUNBOOK ->
          Files.isRegularFile(kept, LinkOption.NOFOLLOW_LINKS)
              && others.spokenOf(text(Files.readAllBytes(kept)));
    };
  }

  private void shares(BagWriter bag, List<Line> shown) throws IOException {
    Set<ContentDigest> seen = new HashSet<>();
    for (Line line : shown) {
      for (NamedFile file : line.event().files()) {
        if (file.kind() == NamedFile.Kind.MANIFEST && seen.add(file.digest())) {
          shares(bag, file.digest(), line.event().shares());
        }
      }
    }
  }

  private void shares(BagWriter bag, ContentDigest manifest, Optional<NamedShares> named)
      throws IOException {
    Optional<ShareTree> tree = named.isEmpty() ? Optional.empty() : tree(manifest);
    boolean proven =
        tree.isPresent() && named.isPresent() && tree.get().root().equals(named.get().root());
    if (proven) {
      leaves(bag, manifest, tree.get(), named.get());
    } else if (named.isPresent() || owner != null) {
      Why why = named.isEmpty() ? Why.UNPROVABLE : tree.isEmpty() ? Why.MISSING : Why.CHANGED;
      absent.add(new Absent(BundleFiles.shares(manifest), why));
    }
  }

  private void leaves(BagWriter bag, ContentDigest manifest, ShareTree tree, NamedShares named)
      throws IOException {
    Set<Integer> told = told(tree);
    Set<Integer> leaves = new TreeSet<>(told);
    if (owner != null) {
      leaves.addAll(tree.around(ownKey()));
      if (named.findings()) {
        leaves.addAll(tree.around(Share.EVERYONE));
      }
    }
    writeLines(
        bag,
        BundleFiles.shares(manifest),
        List.copyOf(leaves),
        index -> ShownLeaf.of(tree, index, told.contains(index)).json());
    try (Rows rows = new Rows(bag, manifest, tree)) {
      sources.rows(manifest, owner, rows);
    }
  }

  private Set<Integer> told(ShareTree tree) {
    Set<Integer> told = new TreeSet<>();
    for (int i = 0; i < tree.shares().size(); i++) {
      OwnerKey of = tree.shares().get(i).owner();
      if (owner == null || of == null || of.equals(owner)) {
        told.add(i);
      }
    }
    return told;
  }

  /** Key of the owner in whichever manifest has something of theirs; empty when none has. */
  private String ownKey() {
    return trees.values().stream()
        .flatMap(Optional::stream)
        .flatMap(tree -> tree.shares().stream())
        .filter(share -> Objects.equals(share.owner(), owner))
        .map(Share::key)
        .findFirst()
        .orElse("");
  }

  private Optional<ShareTree> tree(ContentDigest manifest) throws IOException {
    Optional<ShareTree> known = trees.get(manifest);
    if (known == null) {
      known = sources.shares(manifest);
      trees.put(manifest, known);
    }
    return known;
  }

  /** Puts the rows of each share into a file of its own. */
  private static final class Rows implements BundleSources.RowTaker, AutoCloseable {
    private final BagWriter bag;
    private final ContentDigest manifest;
    private final Map<Optional<OwnerKey>, Integer> indexes = new HashMap<>();
    private Optional<OwnerKey> current = Optional.empty();
    private @Nullable OutputStream out;

    Rows(BagWriter bag, ContentDigest manifest, ShareTree tree) {
      this.bag = bag;
      this.manifest = manifest;
      for (int i = 0; i < tree.shares().size(); i++) {
        indexes.put(Optional.ofNullable(tree.shares().get(i).owner()), i);
      }
    }

    @Override
    public void take(@Nullable OwnerKey owner, byte[] line, int length) throws IOException {
      Optional<OwnerKey> of = Optional.ofNullable(owner);
      OutputStream open = out;
      if (open == null || !of.equals(current)) {
        close();
        open = bag.create(BundleFiles.share(manifest, Objects.requireNonNull(indexes.get(of))));
        out = open;
        current = of;
      }
      open.write(line, 0, length);
    }

    @Override
    public void close() throws IOException {
      if (out != null) {
        out.close();
      }
    }
  }

  private static <T> void writeLines(
      BagWriter bag, String path, List<T> lines, Function<T, String> text) throws IOException {
    try (OutputStream out = bag.create(path)) {
      for (T line : lines) {
        out.write(text.apply(line).getBytes(StandardCharsets.UTF_8));
        out.write('\n');
      }
    }
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }

  private static String readme() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(EvidenceBundle.class.getResourceAsStream("README"))) {
      return text(in.readAllBytes());
    }
  }
}
