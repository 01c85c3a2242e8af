package org.migrationauditor.app.export;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** An audit repository did not take all messages. */
public final class SyslogException extends IOException {
  private static final long serialVersionUID = 1L;

  SyslogException(String host, int port, long sent, IOException cause) {
    super(
        String.format(
            Locale.ROOT,
            "syslog '%s:%d': %s; %d messages were handed over and may have arrived, send them all again",
            host,
            port,
            what(cause),
            sent),
        cause);
  }

  private static String what(IOException cause) {
    return switch (cause) {
      case SSLException refused ->
          "no trust: its certificate is unknown or another host's, or it broke TLS";
      case SocketTimeoutException slow -> "it did not answer within 10 s";
      default -> "it could not be reached, or ended the connection";
    };
  }
}
