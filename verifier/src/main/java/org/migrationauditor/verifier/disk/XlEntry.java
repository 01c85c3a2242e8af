package org.migrationauditor.verifier.disk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.verifier.dicom.PseudonymKey;
import org.migrationauditor.verifier.digest.Sha256;
import org.migrationauditor.verifier.inventory.Attempt;
import org.migrationauditor.verifier.inventory.EntryKind;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.UnreadEntry;
import org.migrationauditor.verifier.minio.Blocks;
import org.migrationauditor.verifier.minio.DamagedException;
import org.migrationauditor.verifier.minio.XlVersion;
import org.migrationauditor.verifier.object.DeleteMarker;
import org.migrationauditor.verifier.object.ETag;
import org.migrationauditor.verifier.object.ETagCheck;
import org.migrationauditor.verifier.object.ObjectClaims;

/**
 * One version of an object that is still to be read.
 *
 * @param meta the {@code xl.meta} it stands in
 */
record XlEntry(
    TreeNode meta,
    XlVersion version,
    String key,
    EntryKind kind,
    OwnerKey owner,
    PseudonymKey pseudonyms)
    implements UnreadEntry {

  @Override
  public long bytes() {
    return Math.max(version.bytes(), 0);
  }

  @Override
  public @Nullable InventoryEntry unread(String problem) {
    return hasContent() ? incomplete(problem) : null;
  }

  @Override
  public String stamp() {
    if (!hasContent()) {
      return "";
    }
    Path folder = meta.path().resolveSibling(version.dataFolder());
    Stream<Path> parts =
        version.inlineAt() >= 0
            ? Stream.empty()
            : version.parts().stream().map(part -> folder.resolve(part.file()));
    return FileStamp.of(Stream.concat(Stream.of(meta.path()), parts).toArray(Path[]::new));
  }

  private boolean hasContent() {
    return version.type() == XlVersion.Type.OBJECT
        && version.unreadable().isEmpty()
        && kind != EntryKind.DIRECTORY;
  }

  @Override
  public InventoryEntry read(LongConsumer advanced) throws InterruptedException {
    return attempt(advanced).entry();
  }

  @Override
  public Attempt attempt(LongConsumer advanced) throws InterruptedException {
    try {
      return new Attempt(reading(advanced), false);
    } catch (DamagedException e) {
      return new Attempt(incomplete(e.clause()), false);
    } catch (ClosedByInterruptException e) {
      throw new InterruptedException();
    } catch (IOException e) {
      return new Attempt(incomplete(Problem.of(e)), Problem.mayPass(e));
    }
  }

  private InventoryEntry reading(LongConsumer advanced) throws IOException, DamagedException {
    return switch (version.type()) {
      case UNKNOWN -> incomplete("is kept in an older format that is not read here");
      case DELETE_MARKER -> entry(DeleteMarker.DIGEST, ETagCheck.Answer.NO_CLAIM);
      case OBJECT ->
          version.unreadable().isEmpty() ? object(advanced) : incomplete(version.unreadable());
    };
  }

  private InventoryEntry object(LongConsumer advanced) throws IOException, DamagedException {
    expectSame(meta.path(), meta.attributes());
    Content content = new Content(new ETagCheck(etag(), bytes(), false), advanced);
    if (bytes() > 0 && version.inlineAt() >= 0) {
      inline(content);
    } else if (bytes() > 0) {
      for (XlVersion.Part part : version.parts()) {
        part(part, content);
      }
    }
    if (content.count != bytes()) {
      throw new FileSystemException(null, null, "%d of %d bytes".formatted(content.count, bytes()));
    }
    expectSame(meta.path(), meta.attributes());
    return entry(
        kind == EntryKind.DIRECTORY ? null : Sha256.finish(content.sha256), content.check.answer());
  }

  private void inline(Content content) throws IOException, DamagedException {
    expectStored(version.inlineBytes(), bytes());
    try (InputStream in = open(meta.path())) {
      in.skipNBytes(version.inlineAt());
      Blocks.read(in, bytes(), version.blockBytes(), content);
    }
  }

  private void part(XlVersion.Part part, Content content) throws IOException, DamagedException {
    Path folder = meta.path().resolveSibling(version.dataFolder());
    Path file = folder.resolve(part.file());
    BasicFileAttributes before = OpenFolder.attributes(file);
    if (!OpenFolder.attributes(folder).isDirectory() || !before.isRegularFile()) {
      throw new FileSystemException(null, null, "%s is no file".formatted(part.file()));
    }
    expectStored(before.size(), part.bytes());
    try (InputStream in = open(file)) {
      Blocks.read(in, part.bytes(), version.blockBytes(), content);
    }
    expectSame(file, before);
  }

  private static InputStream open(Path file) throws IOException {
    return Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
  }

  private void expectStored(long found, long bytes) throws IOException {
    long stored = Blocks.stored(bytes, version.blockBytes());
    if (found != stored) {
      throw new FileSystemException(
          null, null, "%d bytes are stored where %d should be".formatted(found, stored));
    }
  }

  private static void expectSame(Path file, @Nullable BasicFileAttributes before)
      throws IOException {
    if (before == null || !DiskEntry.same(before, OpenFolder.attributes(file))) {
      throw new FileSystemException(null, null, "changed after it was listed");
    }
  }

  private ETag etag() {
    return new ETag(version.meta().getOrDefault("etag", ""));
  }

  private InventoryEntry entry(@Nullable ContentDigest digest, ETagCheck.Answer answer) {
    ObjectClaims claims = new ObjectClaims(pseudonyms);
    claims.minio(version.meta(), false);
    claims.version(version.id());
    String problem = claims.checked(answer);
    return new InventoryEntry(
        key, kind, bytes(), digest, owner, null, claims.recorded(), true, problem);
  }

  private InventoryEntry incomplete(String problem) {
    return InventoryEntry.incomplete(key, kind, bytes(), owner, problem);
  }

  /** Counts and digests what is read. */
  private static final class Content implements Blocks.Sink {
    private final MessageDigest sha256 = Sha256.start();
    private final ETagCheck check;
    private final LongConsumer advanced;
    private long count;

    Content(ETagCheck check, LongConsumer advanced) {
      this.check = check;
      this.advanced = advanced;
    }

    @Override
    public void take(byte[] block, int length) {
      sha256.update(block, 0, length);
      check.update(block, length);
      count += length;
      advanced.accept(length);
    }
  }
}
