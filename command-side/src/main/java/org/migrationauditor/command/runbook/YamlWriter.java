package org.migrationauditor.command.runbook;

import java.util.Iterator;
import java.util.Locale;

/** Writes nodes as YAML that every reader takes alike: all names and texts are quoted. */
final class YamlWriter {
  private final StringBuilder out = new StringBuilder();

  private YamlWriter() {}

  static String write(YamlNode root) {
    YamlWriter writer = new YamlWriter();
    writer.node(root, "\n");
    return writer.out.append('\n').toString();
  }

  private void node(YamlNode node, String indent) {
    switch (node) {
      case YamlNode.Text text -> {
        if (text.written()) {
          quoted(text.value());
        }
      }
      case YamlNode.Sequence list -> {
        out.append('[');
        Iterator<YamlNode> items = list.items().iterator();
        while (items.hasNext()) {
          out.append(indent).append("  ");
          node(items.next(), indent + "  ");
          out.append(items.hasNext() ? "," : "");
        }
        out.append(indent).append(']');
      }
      case YamlNode.Mapping mapping -> {
        out.append('{');
        Iterator<YamlNode.Entry> entries = mapping.entries().iterator();
        while (entries.hasNext()) {
          YamlNode.Entry entry = entries.next();
          out.append(indent).append("  ");
          quoted(entry.key());
          out.append(": ");
          node(entry.value(), indent + "  ");
          out.append(entries.hasNext() ? "," : "");
        }
        out.append(indent).append('}');
      }
    }
  }

  private void quoted(String text) {
    out.append('"');
    text.codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                out.append('\\').append((char) c);
              } else if (Shown.invisible(c)) {
                out.append(String.format(Locale.ROOT, c > 0xFFFF ? "\\U%08x" : "\\u%04x", c));
              } else {
                out.appendCodePoint(c);
              }
            });
    out.append('"');
  }
}
