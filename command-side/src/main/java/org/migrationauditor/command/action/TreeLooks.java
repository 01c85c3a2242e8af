package org.migrationauditor.command.action;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.command.action.tree.Node;
import org.migrationauditor.command.action.tree.PathBytes;
import org.migrationauditor.command.action.tree.TreeWalk;
import org.migrationauditor.command.action.tree.Trouble;

/** Looks at everything in a folder. */
final class TreeLooks {
  private TreeLooks() {}

  static Look.Answer noFiles(Path tree, String glob) throws IOException, InterruptedException {
    PathMatcher names;
    try {
      names = FileSystems.getDefault().getPathMatcher("glob:" + glob);
    } catch (PatternSyntaxException e) {
      return Look.Answer.unknown("'%s' is no glob".formatted(PathBytes.shown(glob)));
    }
    Optional<Node> root = Node.at(tree);
    if (root.isEmpty()) {
      return Look.Answer.passed("the folder is not there");
    }
    if (!root.get().isFolder()) {
      return Look.Answer.unknown("it is " + PathLooks.kind(root.get()));
    }
    Tally tally = new Tally(node -> !node.isFolder() && matches(names, node));
    return tally.answer(tree, "match");
  }

  /** A copy and a rename take a link as it is, and not what it leads to. */
  static Look.Answer noLinks(Path tree) throws IOException, InterruptedException {
    if (Node.at(tree).isEmpty()) {
      return Look.Answer.passed("the folder is not there");
    }
    return new Tally(node -> node.kind() == Node.Kind.LINK).answer(tree, "are links");
  }

  static Look.Answer ownedBy(Path tree, int uid, int gid) throws IOException, InterruptedException {
    return new Tally(node -> node.uid() != uid || node.gid() != gid)
        .answer(tree, "belong to others");
  }

  private static boolean matches(PathMatcher names, Node node) {
    Path name = node.path().getFileName();
    return name != null && names.matches(name);
  }

  private interface Question {
    boolean offends(Node node);
  }

  private static final class Tally implements TreeWalk.Visitor {
    private final Question question;
    private long entries;
    private long offending;
    private @Nullable Path first;

    Tally(Question question) {
      this.question = question;
    }

    @Override
    public void met(Node node) {
      entries++;
      if (question.offends(node)) {
        offending++;
        first = first == null ? node.path() : first;
      }
    }

    Look.Answer answer(Path tree, String offence) throws InterruptedException {
      String unread = "";
      try {
        TreeWalk.walk(tree, this);
      } catch (IOException e) {
        unread = Trouble.of(e);
      }
      String seen = String.format(Locale.ROOT, "%d of %d entries %s", offending, entries, offence);
      if (first != null) {
        return Look.Answer.failed(seen + ", first '" + PathBytes.shown(first) + "'");
      }
      return unread.isEmpty()
          ? Look.Answer.passed(seen)
          : Look.Answer.unknown(seen + ", then " + unread);
    }
  }
}
