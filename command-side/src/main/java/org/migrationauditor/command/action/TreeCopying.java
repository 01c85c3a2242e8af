package org.migrationauditor.command.action;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.migrationauditor.command.action.copy.CopyTally;
import org.migrationauditor.command.action.copy.StoredSize;
import org.migrationauditor.command.action.copy.Survey;
import org.migrationauditor.command.action.copy.TreeCopy;
import org.migrationauditor.command.action.process.Programs;
import org.migrationauditor.command.action.tree.Durable;
import org.migrationauditor.command.action.tree.Mark;
import org.migrationauditor.command.action.tree.Node;
import org.migrationauditor.command.action.tree.PathBytes;
import org.migrationauditor.command.action.tree.TreeSize;
import org.migrationauditor.command.action.tree.Trouble;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.Verdict;

/**
 * Copies a folder to where nothing is, or goes on with the copy that this very step began: a mark
 * in the workspace names both folders and their identities.
 */
final class TreeCopying {
  private static final String NOT_MADE = "not made yet";
  private static final String UNDER_WAY = "under way";
  private static final String DONE = "done";

  private final Action.CopyTree action;
  private final ActionContext context;
  private final Programs programs;
  private final Path markFile;

  /** Both folders by their real paths. */
  private record Ends(Path source, Node from, Path target) {
    Mark mark(String target, String state) {
      return new Mark(
          List.of(PathBytes.of(source), PathBytes.of(this.target), from.identity(), target, state));
    }
  }

  TreeCopying(Action.CopyTree action, ActionContext context) {
    this.action = action;
    this.context = context;
    programs = new Programs(context.toolsPath());
    markFile = context.workspace().resolve(context.stepId().value()).resolve("copy");
  }

  Deed perform() throws IOException, InterruptedException {
    Path source = action.source().toAbsolutePath().normalize();
    Path target = action.target().toAbsolutePath().normalize();
    Optional<Node> from = Node.at(source);
    if (from.isEmpty() || !from.get().isFolder()) {
      String what = from.map(node -> "is " + PathLooks.kind(node)).orElse("is not there");
      return refused("the source " + what + "; give the folder that is to be copied");
    }
    Path parent = target.getParent();
    if (parent == null) {
      return refused("the target is the root; choose a folder below it");
    }
    Path near = Node.nearest(parent);
    Path name = target.subpath(target.getNameCount() - 1, target.getNameCount());
    if (overlap(source.toRealPath(), near.resolve(name)) || overlap(source, target)) {
      return refused("one lies in the other; choose a target elsewhere");
    }
    Ends ends = new Ends(source.toRealPath(), from.get(), real(target));
    if (overlap(ends.source(), ends.target())) {
      return refused("one lies in the other; choose a target elsewhere");
    }
    String unknown = unknown(ends);
    return unknown.isEmpty() ? copied(ends) : refused(unknown);
  }

  /** Says why what is at the target is not this step's unfinished copy; empty when it may go on. */
  private String unknown(Ends ends) throws IOException {
    Optional<Node> there = Node.at(ends.target());
    if (there.isEmpty()) {
      return "";
    }
    Optional<Mark> mark = Mark.read(markFile);
    String identity = there.get().identity();
    boolean begun = mark.equals(Optional.of(ends.mark(identity, UNDER_WAY)));
    boolean ended = mark.equals(Optional.of(ends.mark(identity, DONE)));
    boolean justMade =
        mark.equals(Optional.of(ends.mark(NOT_MADE, UNDER_WAY)))
            && there.get().isFolder()
            && empty(ends.target());
    if (begun || justMade || (ended && context.resumed())) {
      return "";
    }
    return ended
        ? "this step has made this copy already, and it may have changed since; move it away first"
        : "the target is there already and this step did not begin it; move it away first";
  }

  private Deed copied(Ends ends) throws IOException, InterruptedException {
    Survey survey = Survey.of(ends.source(), ends.target());
    if (!survey.obstacle().isEmpty()) {
      return refused(survey.obstacle());
    }
    boolean fresh = Node.at(ends.target()).isEmpty();
    TreeSize there = fresh ? TreeSize.NONE : TreeSize.of(ends.target());
    TreeSize size = survey.size();
    Room room = Room.at(ends.target(), programs);
    if (!room.holds(size.less(there)) && !room.holds(StoredSize.of(ends.source()).less(there))) {
      return refused("no room: " + room.comparedWith(size.less(there)) + "; free space");
    }
    Node made = made(ends);
    Deed deed;
    try (Console.Task task =
        context.console().task("copying " + PathBytes.shown(action.source()))) {
      task.total(size.entries(), size.bytes());
      CopyTally tally = new CopyTally(task);
      new TreeCopy(order(ends, fresh), tally).run();
      Durable.force(Node.nearest(ends.target()));
      deed = Deed.done(new CopyReview(ends.source(), ends.target(), survey, tally).seen());
    } catch (IOException e) {
      if (!Trouble.full(e)) {
        throw e;
      }
      return full(ends, size);
    }
    if (deed.seen().stream().allMatch(seen -> seen.verdict() == Verdict.PASSED)) {
      ends.mark(made.identity(), DONE).write(markFile);
      Files.deleteIfExists(journal());
    }
    return deed;
  }

  private TreeCopy.Order order(Ends ends, boolean fresh) {
    return new TreeCopy.Order(
        ends.source(),
        ends.target(),
        ".migration-auditor-" + token(ends),
        journal(),
        fresh,
        action.bytesPerSecond());
  }

  private Path journal() {
    return markFile.resolveSibling("copied");
  }

  private Node made(Ends ends) throws IOException {
    if (Node.at(ends.target()).isEmpty()) {
      ends.mark(NOT_MADE, UNDER_WAY).write(markFile);
      Path parent = ends.target().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.createDirectory(
          ends.target(),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    Node made = Node.of(ends.target());
    ends.mark(made.identity(), UNDER_WAY).write(markFile);
    return made;
  }

  private Deed full(Ends ends, TreeSize size) throws IOException, InterruptedException {
    TreeSize left = size.less(TreeSize.of(ends.target()));
    return Deed.failed(
        sentence(
            ("the disk is full: %s; the source was only read and what was copied stays,"
                    + " free space and run again")
                .formatted(Room.at(ends.target(), programs).comparedWith(left))));
  }

  /** Where a path leads that need not exist: its nearest parent may be a link. */
  private static Path real(Path path) throws IOException {
    Path up = path.getParent();
    while (up != null && !Files.exists(up)) {
      up = up.getParent();
    }
    if (up == null) {
      throw new NoSuchFileException(path.toString());
    }
    return up.toRealPath().resolve(up.relativize(path));
  }

  /** Whether one folder is or holds the other, by path or, through a second mount, by identity. */
  private static boolean overlap(Path source, Path target) throws IOException {
    return target.startsWith(source)
        || source.startsWith(target)
        || holds(source, target)
        || holds(target, source);
  }

  private static boolean holds(Path outer, Path inner) throws IOException {
    Optional<Node> node = Node.at(outer);
    for (Path up = inner; node.isPresent() && up != null; up = up.getParent()) {
      if (Files.exists(up) && Node.of(up.toRealPath()).sameAs(node.get())) {
        return true;
      }
    }
    return false;
  }

  private static boolean empty(Path folder) throws IOException {
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
      return !children.iterator().hasNext();
    }
  }

  private static String token(Ends ends) {
    return ContentDigest.over(PathBytes.of(ends.target()).getBytes(StandardCharsets.ISO_8859_1))
        .hex()
        .substring(0, 16);
  }

  private Deed refused(String what) {
    return Deed.failed(sentence(what + "; nothing was copied"));
  }

  private String sentence(String what) {
    return "step '%s': folder '%s' to '%s': %s"
        .formatted(
            context.stepId(),
            PathBytes.shown(action.source()),
            PathBytes.shown(action.target()),
            what);
  }
}
