package org.migrationauditor.verifier;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.AgreementSummary;
import org.migrationauditor.messages.inventory.ComparisonSummary;
import org.migrationauditor.messages.inventory.ExpectedChange;
import org.migrationauditor.messages.inventory.Finding;
import org.migrationauditor.messages.inventory.FindingCode;
import org.migrationauditor.messages.inventory.InventoryCounts;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.messages.inventory.InventorySummary;
import org.migrationauditor.messages.inventory.Share;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.agreement.Agreement;
import org.migrationauditor.verifier.archive.Access;
import org.migrationauditor.verifier.archive.ArchiveAddress;
import org.migrationauditor.verifier.archive.Secrets;
import org.migrationauditor.verifier.compare.AttributeChange;
import org.migrationauditor.verifier.compare.Comparison;
import org.migrationauditor.verifier.compare.Excerpts;
import org.migrationauditor.verifier.compare.FindingsReader;
import org.migrationauditor.verifier.compare.Others;
import org.migrationauditor.verifier.dicom.PseudonymKey;
import org.migrationauditor.verifier.disk.FileName;
import org.migrationauditor.verifier.export.Bag;
import org.migrationauditor.verifier.export.Export;
import org.migrationauditor.verifier.export.ExportFormat;
import org.migrationauditor.verifier.export.OwnerLines;
import org.migrationauditor.verifier.export.Shares;
import org.migrationauditor.verifier.http.Credentials;
import org.migrationauditor.verifier.http.Web;
import org.migrationauditor.verifier.inventory.InventorySource;
import org.migrationauditor.verifier.manifest.InventoryReader;
import org.migrationauditor.verifier.manifest.InventoryWriter;
import org.migrationauditor.verifier.manifest.Manifest;
import org.migrationauditor.verifier.quality.ContentQuality;
import org.migrationauditor.verifier.quality.Examination;

/**
 * Takes inventories, compares them, and answers from the manifests it wrote.
 *
 * <p>A manifest is a Parquet file named by its SHA-256, and is checked against its name each time
 * it is used. Safe for use by many threads.
 */
public final class Verifier {
  private final Path folder;
  private final PseudonymKey key;
  private final Secrets secrets;

  /**
   * A verifier that keeps its manifests in one folder.
   *
   * @param manifestDirectory made when absent
   */
  public Verifier(Path manifestDirectory, PseudonymKey key) {
    this(manifestDirectory, key, Secrets.ENVIRONMENT);
  }

  /** A verifier that is told passwords and tokens otherwise than by the environment. */
  public Verifier(Path manifestDirectory, PseudonymKey key, Secrets secrets) {
    folder = manifestDirectory.toAbsolutePath().normalize();
    this.key = key;
    this.secrets = secrets;
  }

  /**
   * Reads one view of a folder to its end, on all processors. Nothing is written to the folder;
   * what could not be read is in the manifest and the counts.
   *
   * @param root a folder and no symbolic link
   * @throws InventoryException if the folder cannot be listed, holds the manifests' folder, or the
   *     manifest cannot be written; no manifest is left then
   * @throws InterruptedException if this thread was interrupted; no manifest is left then
   */
  public InventorySummary inventory(InventoryName name, View view, Path root, Progress progress)
      throws InventoryException, InterruptedException {
    return inventory(name, view, root, "", progress);
  }

  /**
   * Reads one view of a folder for a purpose, as {@link #inventory(InventoryName, View, Path,
   * Progress)} does. An inventory of the same purpose that was interrupted is gone on with.
   *
   * @param purpose as in an {@link InventoryOrder}
   */
  public InventorySummary inventory(
      InventoryName name, View view, Path root, String purpose, Progress progress)
      throws InventoryException, InterruptedException {
    ArchiveAddress address = Archives.folder(view, root.toAbsolutePath().normalize().toString());
    return inventory(new InventoryOrder(name, address, purpose), progress);
  }

  /**
   * Reads an archive to its end, on all processors, as {@link #inventory(InventoryName, View, Path,
   * Progress)} does.
   *
   * @throws IllegalArgumentException if the address is none of its scheme
   */
  public InventorySummary inventory(InventoryName name, ArchiveAddress address, Progress progress)
      throws InventoryException, InterruptedException {
    return inventory(new InventoryOrder(name, address, ""), progress);
  }

  /**
   * Takes an inventory as it is ordered, as {@link #inventory(InventoryName, View, Path, Progress)}
   * does.
   *
   * @throws IllegalArgumentException if the address is none of its scheme
   */
  public InventorySummary inventory(InventoryOrder order, Progress progress)
      throws InventoryException, InterruptedException {
    try {
      Access access = new Access(folder, key, secrets);
      InventorySource source = Archives.open(order.address(), access);
      InventoryTaking.Taken taken = taking(access).take(source, order, progress);
      return new InventorySummary(
          order.name(), source.view(), source.place(), taken.manifest().digest(), taken.counts());
    } catch (IOException e) {
      throw InventoryException.of(
          "inventory '%s': archive '%s'".formatted(order.name(), order.address().rest()),
          folder,
          e);
    } catch (SQLException e) {
      throw InventoryException.of(folder, e);
    }
  }

  private static InventoryTaking taking(Access access) {
    return new InventoryTaking(
        access, InventoryWriter.Pace.USUAL, Runtime.getRuntime().availableProcessors());
  }

  /**
   * Compares two inventories in both directions.
   *
   * @param expected differences that are announced; they are listed apart, and nothing unread is
   *     ever excused by one
   * @throws InventoryException if they are of different views, or a manifest is missing or changed
   */
  public ComparisonSummary compare(
      InventorySummary before, InventorySummary after, List<ExpectedChange> expected)
      throws InventoryException {
    Set<String> rootNames = new TreeSet<>();
    for (InventorySummary side : List.of(before, after)) {
      rootNames.add(rootName(side));
    }
    rootNames.remove("");
    return answer(
        () ->
            summary(
                before.name(),
                after.name(),
                new Comparison(folder)
                    .compare(
                        Manifest.open(folder, before.manifest()),
                        Manifest.open(folder, after.manifest()),
                        rootNames,
                        expected)));
  }

  /**
   * Compares two manifests, wherever they are. The names of the inventoried folders are not in
   * them, so that a copy nested into itself is reported as moved entries.
   *
   * @throws InventoryException if they are of different views, or one is missing, changed or none
   */
  public ComparisonSummary compare(Path before, Path after, List<ExpectedChange> expected)
      throws InventoryException {
    return answer(
        () ->
            summary(
                new InventoryName("before"),
                new InventoryName("after"),
                new Comparison(folder)
                    .compare(Manifest.at(before), Manifest.at(after), Set.of(), expected)));
  }

  /**
   * Holds views of one archive, taken at one moment, against each other: its folder of DICOM files,
   * its database, what it lists by QIDO-RS or C-FIND, the platform's metadata index. Each pair is
   * compared both ways. A folder of DICOM files is that of one storage, or holds one folder a
   * storage, named by the storage's id.
   *
   * @param views two or more, each of another view
   * @throws InventoryException if they are not as described, or a manifest is missing or changed
   */
  public AgreementSummary agree(List<InventorySummary> views) throws InventoryException {
    String rootName =
        views.stream()
            .filter(view -> view.view() == View.DICOM_FILES)
            .map(Verifier::rootName)
            .findFirst()
            .orElse("");
    return answer(
        () -> {
          List<Manifest> manifests = new ArrayList<>();
          for (InventorySummary view : views) {
            manifests.add(Manifest.open(folder, view.manifest()));
          }
          Agreement.Result result = new Agreement(folder).agree(manifests, rootName);
          return new AgreementSummary(
              views.stream().map(InventorySummary::name).toList(),
              result.verdict(),
              result.agreed(),
              result.findings(),
              result.manifest().digest());
        });
  }

  /**
   * Examines what the content of one inventory is like, wherever its manifest is.
   *
   * @param limit of the values that are counted of each facet, the most frequent first, count
   * @throws InventoryException if the manifest is missing, changed or none of an inventory
   */
  public ContentQuality examine(Path manifest, int limit) throws InventoryException {
    return answer(() -> new Examination(folder).examine(Manifest.at(manifest), limit));
  }

  /** What each owner has in one inventory. */
  public SortedMap<OwnerKey, InventoryCounts> countsByOwner(ContentDigest manifest)
      throws InventoryException {
    return answer(() -> new InventoryReader(folder).countsByOwner(Manifest.open(folder, manifest)));
  }

  /** What one inventory counted. */
  public InventoryCounts counts(ContentDigest manifest) throws InventoryException {
    return answer(() -> new InventoryReader(folder).counts(Manifest.open(folder, manifest)));
  }

  /**
   * Series in one inventory that are of these modalities, in ascending order.
   *
   * @param modalities such as {@code SEG}; an empty one stands for that of a series of which
   *     neither modality nor SOP class is told
   */
  public List<String> series(ContentDigest manifest, Set<String> modalities)
      throws InventoryException {
    return answer(
        () -> new InventoryReader(folder).series(Manifest.open(folder, manifest), modalities));
  }

  /**
   * What is in one inventory beside what was named: instances, objects, files, links and what could
   * not be looked at, but no folder, no bucket and no record of MinIO's own.
   *
   * @param only keys as an {@link ExpectedChange} has them
   */
  public Others others(ContentDigest manifest, List<String> only) throws InventoryException {
    return answer(() -> Others.in(folder, Manifest.open(folder, manifest), only));
  }

  /** Folders in one inventory that hold a file themselves, count. */
  public long foldersOfFiles(ContentDigest manifest) throws InventoryException {
    return answer(
        () -> new InventoryReader(folder).foldersOfFiles(Manifest.open(folder, manifest)));
  }

  /**
   * A server, to be asked with the passwords and tokens this verifier is told.
   *
   * @param address of {@link Web#address}
   * @param prefix of their names, as of {@link Credentials#from}
   * @throws IllegalArgumentException if the address is none, or a secret is missing beside another
   */
  public Web web(String address, String prefix) {
    return new Web(
        Web.address(address, "address of '%s'".formatted(prefix)),
        Credentials.from(secrets, prefix));
  }

  /** How much of one inventory was read, and with how much trouble. */
  public ReadingCounts readings(ContentDigest manifest) throws InventoryException {
    return answer(
        () -> {
          InventoryReader.Readings counts =
              new InventoryReader(folder).readings(Manifest.open(folder, manifest));
          return new ReadingCounts(
              counts.read(),
              counts.atFurtherTry(),
              counts.sampledOut(),
              counts.stopped(),
              counts.whole());
        });
  }

  /**
   * Entries of one inventory that are not sound or could not be read, in key order; none that was
   * left unread.
   */
  public List<EntryProblem> problems(ContentDigest manifest, int limit) throws InventoryException {
    return answer(
        () ->
            new InventoryReader(folder)
                .problems(Manifest.open(folder, manifest), limit).stream()
                    .map(p -> new EntryProblem(p.key(), p.structure(), p.code(), p.problem()))
                    .toList());
  }

  /**
   * Findings of one comparison in key order, expected ones among them.
   *
   * @param owner null for all; else also findings that may concern any owner
   */
  public List<Finding> findings(ContentDigest findingsManifest, @Nullable OwnerKey owner, int limit)
      throws InventoryException {
    return answer(
        () ->
            new FindingsReader(folder)
                .findings(Manifest.open(folder, findingsManifest), owner, limit));
  }

  /** Those that nobody announced, as {@link #findings} gives all. */
  public List<Finding> unexpected(
      ContentDigest findingsManifest, @Nullable OwnerKey owner, int limit)
      throws InventoryException {
    return answer(
        () ->
            new FindingsReader(folder)
                .unexpected(Manifest.open(folder, findingsManifest), owner, limit));
  }

  /** The finding of a code at a key that nobody announced; empty when there is none. */
  public Optional<Finding> finding(ContentDigest findingsManifest, FindingCode code, String key)
      throws InventoryException {
    return answer(
        () ->
            new FindingsReader(folder).finding(Manifest.open(folder, findingsManifest), code, key));
  }

  /**
   * What {@link #findings} gives for all and for each of some owners, and how much there is of
   * each; at the cost of one such question, since opening a manifest is what costs.
   */
  public Excerpts excerpts(ContentDigest findingsManifest, Collection<OwnerKey> owners, int limit)
      throws InventoryException {
    return answer(
        () ->
            new FindingsReader(folder)
                .excerpts(Manifest.open(folder, findingsManifest), owners, limit));
  }

  /** How often each attribute of DICOM instances changed in one comparison, in tag order. */
  public List<AttributeChange> attributes(ContentDigest findingsManifest)
      throws InventoryException {
    return answer(
        () -> new FindingsReader(folder).attributes(Manifest.open(folder, findingsManifest)));
  }

  /**
   * Verdict of one comparison for each owner.
   *
   * @throws InventoryException if the findings are not those of these two inventories
   */
  public SortedMap<OwnerKey, Verdict> verdictByOwner(
      ContentDigest before, ContentDigest after, ContentDigest findingsManifest)
      throws InventoryException {
    return answer(
        () ->
            new FindingsReader(folder)
                .verdictByOwner(
                    Manifest.open(folder, before),
                    Manifest.open(folder, after),
                    Manifest.open(folder, findingsManifest)));
  }

  /**
   * Writes an inventory's manifest, wherever it is, in a form for others.
   *
   * @param out not closed
   * @return entries that the format has no place for, such as links and empty folders, count
   * @throws InventoryException if it is missing, changed or none, the format would leave out or
   *     misname a file, or {@code out} takes no more; something may have been written then
   */
  public long export(Path manifest, ExportFormat format, OutputStream out)
      throws InventoryException {
    return answer(() -> new Export(folder).write(Manifest.at(manifest), format, out));
  }

  /**
   * Writes a bag (RFC 8493) of what an inventory holds, whole or not at all.
   *
   * @param bag folder that does not exist yet
   * @param archive folder whose files become the payload, each against its digest; null when they
   *     are put there by others
   * @return entries that a bag has no place for, such as links and empty folders, count
   * @throws InventoryException if the manifest is missing, changed or none, a bag would leave out
   *     or misname a file, a file is not what the inventory holds, or nothing can be written there
   */
  public long bag(Path manifest, Path bag, @Nullable Path archive) throws InventoryException {
    try {
      return new Bag(folder, LocalDate.now(ZoneOffset.UTC))
          .write(Manifest.at(manifest), bag, archive);
    } catch (FileSystemException e) {
      throw InventoryException.of("bag '%s': file '%s'".formatted(bag, e.getFile()), folder, e);
    } catch (IOException e) {
      throw new InventoryException(String.valueOf(e.getMessage()), e);
    } catch (SQLException e) {
      throw InventoryException.of(folder, e);
    }
  }

  /**
   * What each owner has in a manifest, of an inventory or of findings.
   *
   * @return in the order of the owners' names; empty when they are more than anybody would be shown
   */
  public Optional<List<Share>> shares(ContentDigest manifest) throws InventoryException {
    return answer(() -> new Shares(folder, key).of(Manifest.open(folder, manifest)));
  }

  /**
   * The rows behind {@link #shares(ContentDigest)}, all of one share after another.
   *
   * @param owner null for all; else those of this owner, and what may concern any
   */
  public void shares(ContentDigest manifest, @Nullable OwnerKey owner, Shares.LineTaker taker)
      throws InventoryException {
    answer(
        () -> {
          new Shares(folder, key).each(Manifest.open(folder, manifest), owner, taker);
          return manifest;
        });
  }

  /**
   * Findings of one comparison as lines of CSV, owner by owner.
   *
   * @param taker takes them as {@link OwnerLines#findings} gives them
   */
  public void findingLines(ContentDigest findingsManifest, OwnerLines.Taker taker)
      throws InventoryException {
    answer(
        () -> {
          new OwnerLines(folder).findings(Manifest.open(folder, findingsManifest), taker);
          return findingsManifest;
        });
  }

  /**
   * Files of one inventory as lines of a payload manifest, owner by owner.
   *
   * @param taker takes them as {@link OwnerLines#files} gives them
   */
  public void fileLines(ContentDigest manifest, OwnerLines.Taker taker) throws InventoryException {
    answer(
        () -> {
          new OwnerLines(folder).files(Manifest.open(folder, manifest), taker);
          return manifest;
        });
  }

  /** Which of some texts are keys of entries of an inventory that belong to other owners. */
  public Set<String> keysOfOthers(ContentDigest manifest, OwnerKey owner, Set<String> texts)
      throws InventoryException {
    return answer(
        () -> new Shares(folder, key).keysOfOthers(Manifest.open(folder, manifest), owner, texts));
  }

  /** Where a manifest is kept; it may be missing or changed. */
  public Path manifest(ContentDigest digest) {
    return Manifest.file(folder, digest);
  }

  private static String rootName(InventorySummary inventory) {
    try {
      return FileName.last(Path.of(inventory.root()));
    } catch (InvalidPathException e) {
      return "";
    }
  }

  private static ComparisonSummary summary(
      InventoryName before, InventoryName after, Comparison.Result result) {
    return new ComparisonSummary(
        before,
        after,
        result.verdict(),
        result.compared(),
        result.findings(),
        result.expected(),
        result.manifest().digest());
  }

  @FunctionalInterface
  private interface Question<T> {
    T answer() throws IOException, SQLException;
  }

  private <T> T answer(Question<T> question) throws InventoryException {
    try {
      return question.answer();
    } catch (FileSystemException e) {
      throw InventoryException.of("manifest '%s'".formatted(e.getFile()), folder, e);
    } catch (IOException e) {
      throw new InventoryException(String.valueOf(e.getMessage()), e);
    } catch (SQLException e) {
      throw InventoryException.of(folder, e);
    }
  }
}
