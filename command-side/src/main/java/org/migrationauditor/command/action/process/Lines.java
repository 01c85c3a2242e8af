package org.migrationauditor.command.action.process;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.migrationauditor.command.action.tree.PathBytes;

/**
 * Cuts bytes into lines that can be shown: ended by line feed or carriage return, read as UTF-8,
 * control characters escaped. What a line has beyond {@value #LONGEST} bytes is left out, since a
 * secret cut in two could not be recognised.
 */
public final class Lines {
  public static final int LONGEST = 4096;
  private static final String CUT = " ... (line cut)";

  private final Consumer<String> line;
  private final ByteArrayOutputStream current = new ByteArrayOutputStream();
  private boolean cut;

  /** Hands each line to a taker. */
  public Lines(Consumer<String> line) {
    this.line = line;
  }

  /** Takes the first bytes of a buffer. */
  public void add(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      if (bytes[i] == '\n' || bytes[i] == '\r') {
        end();
      } else if (current.size() < LONGEST) {
        current.write(bytes[i]);
      } else {
        cut = true;
      }
    }
  }

  /** What came since the last line's end is a line too. */
  public void end() {
    if (current.size() > 0) {
      String text = current.toString(StandardCharsets.UTF_8).replace('\t', ' ');
      line.accept(PathBytes.shown(text) + (cut ? CUT : ""));
    }
    current.reset();
    cut = false;
  }
}
