package org.migrationauditor.verifier.dimse;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a PACS is and by which titles the two call each other (PS3.8 9.3.2).
 *
 * @param calling AE title of this side
 * @param called AE title of the PACS
 * @param host name or address; that of IPv6 without brackets
 */
record DimseAddress(String calling, String called, String host, int port) {
  private static final String TITLE = "([\\x20-\\x7E&&[^@\\\\]]{1,16})";
  private static final Pattern FORM =
      Pattern.compile(
          TITLE + "@" + TITLE + "@(?:\\[([0-9A-Fa-f:.]+)]|([0-9A-Za-z._-]+)):([0-9]{1,5})");
  private static final int LAST_PORT = 65_535;

  /**
   * Reads {@code <calling AE>@<called AE>@<host>:<port>}.
   *
   * @throws IllegalArgumentException if it is none; the message is one sentence
   */
  static DimseAddress of(String rest) {
    Matcher form = FORM.matcher(rest);
    if (form.matches() && !form.group(1).isBlank() && !form.group(2).isBlank()) {
      String host = form.group(3) == null ? form.group(4) : form.group(3);
      int port = Integer.parseInt(form.group(5));
      if (port > 0 && port <= LAST_PORT) {
        return new DimseAddress(form.group(1).strip(), form.group(2).strip(), host, port);
      }
    }
    throw new IllegalArgumentException(
        ("address of scheme 'dimse': '%s' is no <calling AE>@<called AE>@<host>:<port>; nothing"
                + " was read, write it like AUDITOR@DCM4CHEE@pacs.example.org:11112")
            .formatted(rest));
  }

  @Override
  public String toString() {
    String place = host.indexOf(':') < 0 ? host : "[" + host + "]";
    return calling + "@" + called + "@" + place + ":" + port;
  }
}
