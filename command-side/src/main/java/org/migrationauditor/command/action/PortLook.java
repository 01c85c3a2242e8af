package org.migrationauditor.command.action;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import org.migrationauditor.command.action.tree.Trouble;
import org.migrationauditor.messages.Verdict;

/** Looks whether a port takes connections. Nothing is sent. */
final class PortLook {
  private static final Duration LIMIT = Duration.ofSeconds(3);
  private static final int MOST_ADDRESSES = 4;

  private PortLook() {}

  static Look.Answer refuses(String host, int port) {
    InetAddress[] addresses;
    try {
      addresses = InetAddress.getAllByName(host);
    } catch (UnknownHostException e) {
      return Look.Answer.unknown("the name has no address here");
    }
    if (addresses.length > MOST_ADDRESSES) {
      return Look.Answer.unknown(
          String.format(Locale.ROOT, "the name has %d addresses", addresses.length));
    }
    for (InetAddress address : addresses) {
      Look.Answer answer = refuses(new InetSocketAddress(address, port));
      if (answer.verdict() != Verdict.PASSED) {
        return answer;
      }
    }
    return Look.Answer.passed(
        String.format(Locale.ROOT, "a connection was refused at %d addresses", addresses.length));
  }

  private static Look.Answer refuses(InetSocketAddress address) {
    String at = address.getAddress().getHostAddress();
    try (Socket socket = new Socket()) {
      socket.connect(address, Math.toIntExact(LIMIT.toMillis()));
      return Look.Answer.failed("a connection was taken at %s: senders can send".formatted(at));
    } catch (SocketTimeoutException e) {
      return Look.Answer.unknown(
          String.format(Locale.ROOT, "no answer at %s for %d seconds", at, LIMIT.toSeconds()));
    } catch (ConnectException e) {
      return Look.Answer.passed("refused");
    } catch (IOException e) {
      return Look.Answer.unknown("no connection to %s: %s".formatted(at, Trouble.of(e)));
    }
  }
}
