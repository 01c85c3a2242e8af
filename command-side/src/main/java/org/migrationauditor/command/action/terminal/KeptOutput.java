package org.migrationauditor.command.action.terminal;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Collectors;
import org.migrationauditor.command.action.process.Secrets;
import org.migrationauditor.command.action.tree.PathBytes;

/**
 * What a program prints, as it is kept: UTF-8, lines ended by line feed, control characters and
 * stray bytes escaped, secrets masked. A line is written when it has ended, so that a secret which
 * comes in pieces is masked as a whole; a line of more than {@value #PIECE} bytes is written in
 * pieces, none of which cuts a known secret in two.
 */
final class KeptOutput implements AutoCloseable {
  static final int PIECE = 16 * 1024;
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final long mostBytes;
  private final FileChannel channel;
  private final OutputStream out;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final StringBuilder carried = new StringBuilder();
  private Secrets secrets;
  private boolean afterReturn;
  private long lines;
  private long kept;
  private long beyond;

  /**
   * Opens a file that is there.
   *
   * @param mostBytes that are kept
   */
  KeptOutput(Path file, Secrets secrets, long mostBytes) throws IOException {
    this.mostBytes = mostBytes;
    this.secrets = secrets;
    channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    out = new BufferedOutputStream(Channels.newOutputStream(channel), 64 * 1024);
  }

  /** From now on these are masked. */
  void mask(Secrets all) {
    secrets = all;
  }

  void add(byte[] chunk) throws IOException {
    for (byte b : chunk) {
      if (afterReturn && b != '\n' && b != '\r' && pending()) {
        endLine();
      }
      afterReturn = b == '\r';
      if (b == '\n') {
        endLine();
      } else if (b != '\r') {
        line.write(b);
        if (line.size() >= (b >= 0 ? PIECE : 2 * PIECE)) { // rather not within a character
          piece();
        }
      }
    }
    out.flush();
  }

  /** Lines written so far, count. */
  long lines() {
    return lines;
  }

  /** Bytes as they would have been kept that came after the last that were, count. */
  long beyond() {
    return beyond;
  }

  /** Nothing more comes; all of it is on the disk afterwards. */
  void end() throws IOException {
    if (pending()) {
      endLine();
    }
    if (beyond > 0) {
      out.write(
          String.format(
                  Locale.ROOT,
                  "(auditor: %d bytes are kept; %d more were printed, counted and left out)%n",
                  kept,
                  beyond)
              .getBytes(StandardCharsets.UTF_8));
    }
    out.flush();
    channel.force(true);
  }

  private boolean pending() {
    return line.size() > 0 || !carried.isEmpty();
  }

  private void endLine() throws IOException {
    String text = secrets.masked(taken());
    write(shown(text) + "\n");
    lines++;
  }

  /** Keeps back what may be the beginning of a secret. */
  private void piece() throws IOException {
    String text = secrets.maskedLiterals(taken());
    int cut = Math.max(0, text.length() - Math.max(0, secrets.longest() - 1));
    if (cut > 0 && Character.isHighSurrogate(text.charAt(cut - 1))) {
      cut--;
    }
    write(shown(secrets.masked(text.substring(0, cut))));
    carried.append(text, cut, text.length());
  }

  private String taken() {
    String text = carried + decoded(line.toByteArray());
    carried.setLength(0);
    line.reset();
    return text;
  }

  private void write(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (beyond > 0 || kept + bytes.length > mostBytes) {
      beyond += bytes.length;
    } else {
      out.write(bytes);
      kept += bytes.length;
    }
  }

  private static String shown(String text) {
    return Arrays.stream(text.split("\t", -1))
        .map(PathBytes::shown)
        .collect(Collectors.joining("\t"));
  }

  /** Reads UTF-8; a byte that is none becomes {@code \xHH}. */
  static String decoded(byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer chars = CharBuffer.allocate(bytes.length + 1);
    StringBuilder text = new StringBuilder(bytes.length);
    CoderResult result;
    do {
      result = decoder.decode(in, chars, true);
      text.append(chars.flip());
      chars.clear();
      if (result.isError()) {
        for (int i = 0; i < result.length(); i++) {
          text.append("\\x").append(HEX.toHexDigits(in.get()));
        }
      }
    } while (result.isError());
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
