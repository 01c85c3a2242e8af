package org.migrationauditor.verifier.dicomweb;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.migrationauditor.verifier.http.Answer;
import org.migrationauditor.verifier.http.WebException;

/** The parts of a multipart answer (RFC 2046 5.1), one after the other, in one buffer. */
final class Multipart {
  private static final Pattern TYPE =
      Pattern.compile("multipart/related\\s*;.*", Pattern.CASE_INSENSITIVE);
  private static final Pattern BOUNDARY =
      Pattern.compile(
          ";\\s*boundary=(?:\"([^\"]{1,70})\"|([^\";\\s]{1,70}))", Pattern.CASE_INSENSITIVE);
  private static final int BUFFER = 64 * 1024;
  private static final int HEADER_MAX = 16 * 1024;
  private static final int EPILOGUE_MAX = 4 * 1024;

  private final InputStream in;
  private final byte[] delimiter;
  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int limit;
  private boolean ended; // of the stream
  private boolean closed; // by the last delimiter

  private Multipart(InputStream in, String boundary) {
    this.in = in;
    delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    buffer[0] = '\r'; // as if a line ended before the first boundary
    buffer[1] = '\n';
    limit = 2;
  }

  /**
   * An answer as parts, before the first of them.
   *
   * @throws WebException if it is no multipart
   */
  static Multipart of(Answer answer) throws WebException {
    String type = answer.header("content-type");
    Matcher boundary = BOUNDARY.matcher(type);
    if (!TYPE.matcher(type).matches() || !boundary.find()) {
      throw WebException.senseless("answers with something else than parts");
    }
    String quoted = boundary.group(1);
    return new Multipart(answer.body(), quoted == null ? boundary.group(2) : quoted);
  }

  /**
   * Goes to the next part, over what is left of this one.
   *
   * @return false behind the last
   */
  boolean next() throws IOException {
    if (closed) {
      return false;
    }
    byte[] skipped = new byte[BUFFER];
    while (read(skipped, 0, skipped.length) >= 0) {
      // what is before the first boundary, or nobody wanted
    }
    position += delimiter.length;
    if (startsWith("--")) {
      closed = true;
      in.readNBytes(EPILOGUE_MAX); // so that the connection can be used again
      return false;
    }
    skipHeader();
    return true;
  }

  /** Bytes of this part; its end is the end of the stream. */
  InputStream part() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] into, int from, int length) throws IOException {
        return Multipart.this.read(into, from, length);
      }
    };
  }

  /** Bytes before the next delimiter; -1 when it comes next. */
  private int read(byte[] into, int from, int length) throws IOException {
    fill(delimiter.length);
    if (limit - position < delimiter.length) {
      throw WebException.senseless("breaks off inside a part");
    }
    int end = endOfContent();
    if (end == position) {
      return -1;
    }
    int read = Math.min(length, end - position);
    System.arraycopy(buffer, position, into, from, read);
    position += read;
    return read;
  }

  /** Where the delimiter begins, or the first byte that may be of one. */
  private int endOfContent() {
    int last = limit - delimiter.length;
    for (int i = position; i <= last; i++) {
      if (buffer[i] == delimiter[0]
          && Arrays.equals(buffer, i, i + delimiter.length, delimiter, 0, delimiter.length)) {
        return i;
      }
    }
    return last + 1;
  }

  /** Lines up to an empty one. The rest of the boundary's own line is the first of them. */
  private void skipHeader() throws IOException {
    int left = HEADER_MAX;
    int lineBytes = 1; // the boundary's line is never the empty one
    while (left > 0) {
      if (startsWith("\r\n")) {
        position += 2;
        if (lineBytes == 0) {
          return;
        }
        lineBytes = 0;
      } else {
        fill(1);
        if (position == limit) {
          break;
        }
        position++;
        lineBytes++;
      }
      left--;
    }
    throw WebException.senseless("gives a part without an end of its header");
  }

  private boolean startsWith(String text) throws IOException {
    fill(text.length());
    if (limit - position < text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (buffer[position + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private void fill(int count) throws IOException {
    if (limit - position >= count || ended) {
      return;
    }
    System.arraycopy(buffer, position, buffer, 0, limit - position);
    limit -= position;
    position = 0;
    while (limit < count && !ended) {
      int read = in.read(buffer, limit, buffer.length - limit);
      ended = read < 0;
      limit += Math.max(0, read);
    }
  }
}
