package org.migrationauditor.command.action;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.command.action.tree.Durable;
import org.migrationauditor.command.action.tree.FileDigest;
import org.migrationauditor.command.action.tree.Mark;
import org.migrationauditor.command.action.tree.Node;
import org.migrationauditor.command.action.tree.PathBytes;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.migration.Observation;
import org.migrationauditor.messages.migration.StepId;

/**
 * Changes the value of one setting, and not another byte. The new file takes the old one's place at
 * once, with its owner and mode; whatever goes wrong before that leaves the old one. The digest
 * that the file had is kept, so that a later step can tell whether it was put back.
 */
final class FileEdit {
  private static final long MOST_BYTES = 1L << 20;
  private static final String FILE_BEFORE = "file-before";

  private final Action.EditFile action;
  private final ActionContext context;
  private final Path file;

  FileEdit(Action.EditFile action, ActionContext context) {
    this.action = action;
    this.context = context;
    file = action.file().toAbsolutePath().normalize();
  }

  Deed perform() throws IOException {
    Node node = Node.of(file);
    if (node.kind() != Node.Kind.FILE || node.links() != 1 || node.size() > MOST_BYTES) {
      return refused("is no plain file of at most 1 MiB with one name");
    }
    byte[] content = read();
    // every byte is a character of its own, so nothing but the value can change
    String text = new String(content, StandardCharsets.ISO_8859_1);
    List<MatchResult> from = setting(action.from()).matcher(text).results().toList();
    List<MatchResult> to = setting(action.to()).matcher(text).results().toList();
    if (from.size() + to.size() != 1) {
      return refused(
          "has %d lines that set '%s' to '%s' or '%s', where one was awaited"
              .formatted(from.size() + to.size(), action.setting(), action.from(), action.to()));
    }
    ContentDigest before = ContentDigest.over(content);
    if (to.isEmpty()) {
      keep(before);
      MatchResult value = from.getFirst();
      exchange(
          node,
          before,
          (text.substring(0, value.start(1)) + action.to() + text.substring(value.end(1)))
              .getBytes(StandardCharsets.ISO_8859_1));
    }
    return Deed.done(seen(before));
  }

  /** A line that gives the setting a value, as Python or a dictionary of it writes one. */
  private Pattern setting(String value) {
    return Pattern.compile(
        "(?m)^[ \\t]*[\"']?%s[\"']?[ \\t]*[:=][ \\t]*(%s)[ \\t]*,?[ \\t]*(?:#.*)?\\r?$"
            .formatted(Pattern.quote(action.setting()), Pattern.quote(value)));
  }

  private byte[] read() throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      ByteBuffer bytes = ByteBuffer.allocate((int) MOST_BYTES);
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
        // until the end
      }
      byte[] content = new byte[bytes.flip().remaining()];
      bytes.get(content);
      return content;
    }
  }

  /** What an earlier attempt kept is older, and right. */
  private void keep(ContentDigest before) throws IOException {
    Path kept = kept(context.stepId());
    if (!context.resumed() || Mark.read(kept).isEmpty()) {
      new Mark(List.of(before.hex())).write(kept);
    }
  }

  private Path kept(StepId step) {
    return context.workspace().resolve(step.value()).resolve(FILE_BEFORE);
  }

  private void exchange(Node node, ContentDigest before, byte[] content) throws IOException {
    Path half = file.resolveSibling("." + file.getFileName() + ".auditor");
    Files.deleteIfExists(half);
    try {
      Files.createFile(
          half, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try (FileChannel channel = FileChannel.open(half, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        Files.setAttribute(half, "unix:uid", node.uid(), LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(half, "unix:gid", node.gid(), LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(half, "unix:mode", node.mode(), LinkOption.NOFOLLOW_LINKS);
        channel.force(true);
      }
      if (!FileDigest.of(half).equals(ContentDigest.over(content))) {
        throw new IOException("file '%s': does not read as it was written".formatted(half));
      }
      if (!Node.of(file).sameAs(node) || !FileDigest.of(file).equals(before)) {
        throw new IOException("file '%s': was changed by somebody else meanwhile".formatted(file));
      }
      Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(half);
    }
    @Nullable Path folder = file.getParent();
    if (folder != null) {
      Durable.force(folder);
    }
  }

  private Observation[] seen(ContentDigest before) throws IOException {
    String text = new String(read(), StandardCharsets.ISO_8859_1);
    boolean set = setting(action.to()).matcher(text).results().count() == 1;
    ContentDigest now = FileDigest.of(file);
    Observation edited =
        new Observation(
            "%s of '%s' is %s".formatted(action.setting(), PathBytes.shown(file), action.to()),
            set ? Verdict.PASSED : Verdict.FAILED,
            before.equals(now)
                ? "it was so already, and the file is %s".formatted(now)
                : "the file was %s and is %s".formatted(before, now));
    List<Observation> seen = new ArrayList<>(List.of(edited));
    @Nullable StepId restores = action.restores();
    if (restores != null) {
      // nothing is kept by a step that changed nothing
      Mark.read(kept(restores))
          .map(mark -> String.join("", mark.values()))
          .ifPresent(was -> seen.add(restored(restores, was, now.hex())));
    }
    return seen.toArray(Observation[]::new);
  }

  private static Observation restored(StepId earlier, String was, String now) {
    return new Observation(
        "the file is as it was before step '%s'".formatted(earlier),
        was.equals(now) ? Verdict.PASSED : Verdict.FAILED,
        "it was %s and is %s".formatted(was, now));
  }

  private Deed refused(String what) {
    return Deed.failed(
        "step '%s': file '%s': %s; nothing was changed, see to it and run again"
            .formatted(context.stepId(), PathBytes.shown(file), what));
  }
}
