package org.migrationauditor.verifier.dicomweb;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.migrationauditor.verifier.http.Web;

/**
 * Searches (PS3.18 10.6) that are read page after page. Pages are asked for smaller than any cap
 * that an archive comes with, in an order without ties; only an empty page is an end. Archives
 * repeat matches, hide some after they have cut a page, and put purged instances behind each page,
 * so a page may be shorter, longer or staler than asked for.
 */
final class Search {
  private static final int LIMIT = 500;
  private static final int LAST_OFFSET = 99_999; // dcm4chee takes no more digits
  private static final int STALE_PAGES = 2;
  private static final String JSON = "application/dicom+json, application/json";

  private final Web web;
  private final int firstLimit;
  private final int lastOffset;

  /** How a search ended. */
  enum End {
    /** With an empty page. */
    REACHED,
    /** With the same page again and again; only a count can tell whether that was all. */
    REPEATED,
    /** Where no offset leads further. */
    TOO_FAR,
    /** With the server's own word that it holds something back. */
    HELD_BACK;

    /** The one that proves less. */
    End or(End other) {
      return compareTo(other) > 0 ? this : other;
    }
  }

  /** Takes pages in their order. */
  @FunctionalInterface
  interface Found {
    /** Takes the matches of one page, which may have come before. */
    void found(List<Match> page) throws IOException, InterruptedException;
  }

  Search(Web web) {
    this(web, LIMIT, LAST_OFFSET);
  }

  /**
   * @param firstLimit most matches of a page
   * @param lastOffset that the server takes
   */
  Search(Web web, int firstLimit, int lastOffset) {
    this.web = web;
    this.firstLimit = firstLimit;
    this.lastOffset = lastOffset;
  }

  /**
   * Searches to the end.
   *
   * @param query conditions and order, such as {@code orderby=StudyInstanceUID}
   * @param tags that are to be in each match
   * @throws IOException if a page cannot be had
   */
  End run(String path, String query, Set<String> tags, Found found)
      throws IOException, InterruptedException {
    String fields =
        tags.stream().sorted().map(tag -> "&includefield=" + tag).collect(Collectors.joining());
    int limit = firstLimit;
    int offset = 0;
    int stale = 0;
    List<Match> last = List.of();
    End end = End.REACHED;
    while (offset <= lastOffset) {
      String page = "%s?%s&limit=%d&offset=%d%s".formatted(path, query, limit, offset, fields);
      Matches matches = web.get(page, JSON, answer -> Matches.read(answer, tags));
      int count = matches.list().size();
      if (matches.more() && count > 0 && count < limit) {
        limit = count; // its cap; within it there is nothing to warn of
        continue;
      }
      found.found(matches.list());
      end = matches.more() ? End.HELD_BACK : end;
      stale = matches.list().equals(last) ? stale + 1 : 0;
      last = matches.list();
      if (count == 0) {
        return end;
      }
      if (stale == STALE_PAGES) {
        return end.or(End.REPEATED);
      }
      offset += Math.min(limit, count);
    }
    return end.or(End.TOO_FAR);
  }
}
