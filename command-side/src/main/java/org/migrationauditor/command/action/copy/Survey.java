package org.migrationauditor.command.action.copy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.migrationauditor.command.action.tree.Node;
import org.migrationauditor.command.action.tree.PathBytes;
import org.migrationauditor.command.action.tree.TreeSize;
import org.migrationauditor.command.action.tree.TreeWalk;

/**
 * What is to be known of a folder before anything of it is copied.
 *
 * @param obstacle why it cannot be copied; empty when nothing is known to stand against it
 * @param leadingBack absolute links to something in the folder itself
 * @param servers files that PostgreSQL has while it runs, and after it was killed
 */
public record Survey(TreeSize size, String obstacle, Named leadingBack, Named servers) {

  /**
   * Some entries.
   *
   * @param count how many
   * @param first path of the first, as shown to a person; empty when there is none
   */
  public record Named(long count, String first) {
    static final Named NONE = new Named(0, "");

    Named with(Path path) {
      return new Named(count + 1, count == 0 ? PathBytes.shown(path) : first);
    }

    /** The count, and the first if there is one. */
    public String text() {
      return count == 0 ? "0" : String.format(Locale.ROOT, "%d, first '%s'", count, first);
    }
  }

  /**
   * Looks at everything in a folder; no file is opened.
   *
   * @param target where it is to be copied to
   */
  public static Survey of(Path source, Path target) throws IOException, InterruptedException {
    Look look = new Look(source, length(target) - length(source));
    TreeWalk.walk(source, look);
    return new Survey(look.count.total(), look.obstacle(), look.leadingBack, look.servers);
  }

  private static int length(Path path) {
    return path.toString().getBytes(StandardCharsets.UTF_8).length;
  }

  private static final class Look implements TreeWalk.Visitor {
    /** Linux's PATH_MAX without the end mark. */
    private static final int LONGEST = 4095;

    private final Path source;
    private final int longer;
    private final TreeSize.Count count = new TreeSize.Count();
    private Named unreadable = Named.NONE;
    private Named tooLong = Named.NONE;
    private Named leadingBack = Named.NONE;
    private Named servers = Named.NONE;

    Look(Path source, int longer) {
      this.source = source;
      this.longer = longer;
    }

    @Override
    public void met(Node node) throws IOException {
      count.met(node);
      Path path = node.path();
      if (longer > 0 && length(path) + longer > LONGEST) {
        tooLong = tooLong.with(path);
      }
      switch (node.kind()) {
        case FILE -> file(path);
        case LINK -> {
          Path points = Files.readSymbolicLink(path);
          if (points.isAbsolute() && points.normalize().startsWith(source)) {
            leadingBack = leadingBack.with(path);
          }
        }
        case FOLDER, SPECIAL -> {}
      }
    }

    private void file(Path path) {
      if (!Files.isReadable(path)) {
        unreadable = unreadable.with(path);
      }
      if (path.endsWith("postmaster.pid")) {
        servers = servers.with(path);
      }
    }

    String obstacle() {
      if (unreadable.count() > 0) {
        return "this user may not read " + unreadable.text() + "; run as one who may";
      }
      return tooLong.count() > 0
          ? "paths would be longer at the target than the system can open: "
              + tooLong.text()
              + "; choose a shorter target"
          : "";
    }
  }
}
