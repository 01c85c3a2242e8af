package org.migrationauditor.command.action.copy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.command.action.tree.Node;
import org.migrationauditor.command.action.tree.PathBytes;
import org.migrationauditor.command.action.tree.TreeSize;
import org.migrationauditor.command.action.tree.TreeWalk;

/**
 * How a copy's entries compare with the source's, contents aside.
 *
 * @param source what the source holds by now
 * @param different entries that are missing or unlike the source's, count
 * @param first what is wrong with the first of them; empty when there is none
 * @param special sockets, pipes and devices of the source, count
 * @param firstSpecial path of the first of them; empty when there is none
 */
public record TreeEquality(
    TreeSize source, long different, String first, long special, String firstSpecial) {

  /** Looks at every entry of the source and at its copy. */
  public static TreeEquality of(Path source, Path target) throws IOException, InterruptedException {
    Comparison comparison = new Comparison(source, target);
    TreeWalk.walk(source, comparison);
    return new TreeEquality(
        comparison.count.total(),
        comparison.different,
        comparison.first == null ? "" : comparison.first,
        comparison.special,
        comparison.firstSpecial == null ? "" : comparison.firstSpecial);
  }

  private static final class Comparison implements TreeWalk.Visitor {
    private final Path source;
    private final Path target;
    private final Map<Long, Long> linked = new HashMap<>();
    private final TreeSize.Count count = new TreeSize.Count();
    private long different;
    private long special;
    private @Nullable String first;
    private @Nullable String firstSpecial;

    Comparison(Path source, Path target) {
      this.source = source;
      this.target = target;
    }

    @Override
    public void met(Node node) throws IOException {
      count.met(node);
      if (node.kind() == Node.Kind.SPECIAL) {
        special++;
        firstSpecial = firstSpecial == null ? PathBytes.shown(node.path()) : firstSpecial;
        return;
      }
      Path copy = target.resolve(source.relativize(node.path()));
      Optional<Node> there = Node.at(copy);
      if (there.isEmpty()) {
        differs(copy, List.of("it is not there"));
        return;
      }
      List<String> differences = Attributes.differences(node, there.get());
      if (!differences.isEmpty()) {
        differs(copy, differences);
      } else if (!sameLinks(node, there.get())) {
        differs(copy, List.of("hard links"));
      }
    }

    private boolean sameLinks(Node node, Node copy) {
      if (node.isFolder() || node.links() == 1) {
        return true;
      }
      Long known = linked.putIfAbsent(node.inode(), copy.inode());
      return known == null || known == copy.inode();
    }

    private void differs(Path copy, List<String> what) {
      different++;
      first =
          first == null
              ? "'%s': %s".formatted(PathBytes.shown(copy), String.join(", ", what))
              : first;
    }
  }
}
