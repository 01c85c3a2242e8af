package org.migrationauditor.app.notice;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.CommandFailure;
import org.migrationauditor.app.platform.ExitStatus;

/**
 * A plain mail by SMTP. A login is sent over TLS only.
 *
 * @param server {@code smtp://host:port}, which asks for TLS where it is offered, or {@code
 *     smtps://host:port}
 * @param to comma between them
 * @param login user and password; null for none
 */
record Mail(URI server, String from, String to, @Nullable Login login) implements Channel {
  static final String SERVER = "AUDITOR_NOTIFY_SMTP";
  static final String FROM = "AUDITOR_NOTIFY_MAIL_FROM";
  static final String TO = "AUDITOR_NOTIFY_MAIL_TO";
  static final String USER = "AUDITOR_NOTIFY_SMTP_USER";
  static final String PASSWORD = "AUDITOR_NOTIFY_SMTP_PASSWORD";
  private static final String PATIENCE_MILLIS = "10000";

  record Login(String user, String password) {
    @Override
    public String toString() {
      return user;
    }
  }

  /** None or one. */
  static List<Channel> of(Function<String, @Nullable String> environment) {
    String server = environment.apply(SERVER);
    return server == null || server.isBlank() ? List.of() : List.of(to(TO, environment));
  }

  /**
   * To the receivers of a setting.
   *
   * @param receivers name of the setting
   */
  static Mail to(String receivers, Function<String, @Nullable String> environment) {
    String server = environment.apply(SERVER);
    if (server == null || server.isBlank()) {
      throw unusable(SERVER, "is missing, and goes with " + receivers);
    }
    String user = environment.apply(USER);
    String password = environment.apply(PASSWORD);
    if ((user == null) != (password == null)) {
      throw unusable(USER, "and " + PASSWORD + " go together");
    }
    return new Mail(
        server(server),
        addresses(FROM, environment.apply(FROM)),
        addresses(receivers, environment.apply(receivers)),
        user == null || password == null ? null : new Login(user, password));
  }

  private static URI server(String text) {
    try {
      URI server = new URI(text.strip());
      boolean smtp = "smtp".equals(server.getScheme()) || "smtps".equals(server.getScheme());
      if (smtp && server.getHost() != null && server.getUserInfo() == null) {
        return server;
      }
    } catch (URISyntaxException e) {
      throw unusable(SERVER, "is no address");
    }
    throw unusable(SERVER, "is no smtp:// or smtps:// address without a login");
  }

  private static String addresses(String name, @Nullable String text) {
    try {
      if (text != null && InternetAddress.parse(text, true).length > 0) {
        return text;
      }
    } catch (MessagingException e) {
      throw unusable(name, "is no mail address");
    }
    throw unusable(name, "is missing");
  }

  private static CommandFailure unusable(String name, String what) {
    return new CommandFailure(
        ExitStatus.REFUSED,
        "environment: '%s': %s; nothing was run, correct it".formatted(name, what));
  }

  @Override
  public String place() {
    return "mail by " + server.getHost();
  }

  @Override
  public void send(Notice notice) throws IOException {
    send(
        "Migration %s: %s".formatted(notice.migration(), notice.event()),
        "%s%n%nMigration %s on %s, %s%n"
            .formatted(notice.sentence(), notice.migration(), notice.host(), notice.at()),
        notice.at());
  }

  void send(String subject, String text, Instant at) throws IOException {
    try {
      MimeMessage message = new MimeMessage(session());
      message.setFrom(new InternetAddress(from));
      message.setRecipients(Message.RecipientType.TO, InternetAddress.parse(to, true));
      message.setSubject(subject, UTF_8.name());
      message.setText(text, UTF_8.name());
      message.setSentDate(Date.from(at));
      Transport.send(message);
    } catch (MessagingException e) {
      throw new IOException("the server did not take it", e); // whose words may be anything
    }
  }

  private Session session() {
    String protocol = server.getScheme();
    Properties settings = new Properties();
    settings.setProperty("mail.transport.protocol.rfc822", protocol);
    String prefix = "mail." + protocol + ".";
    settings.setProperty(prefix + "host", server.getHost());
    if (server.getPort() >= 0) {
      settings.setProperty(prefix + "port", String.valueOf(server.getPort()));
    }
    for (String bound : List.of("connectiontimeout", "timeout", "writetimeout")) {
      settings.setProperty(prefix + bound, PATIENCE_MILLIS);
    }
    settings.setProperty(prefix + "ssl.checkserveridentity", "true");
    settings.setProperty(prefix + "starttls.enable", "true");
    settings.setProperty(prefix + "starttls.required", String.valueOf(login != null));
    settings.setProperty(prefix + "auth", String.valueOf(login != null));
    return Session.getInstance(settings, login == null ? null : new Known(login));
  }

  private static final class Known extends Authenticator {
    private final Login login;

    Known(Login login) {
      this.login = login;
    }

    @Override
    protected PasswordAuthentication getPasswordAuthentication() {
      return new PasswordAuthentication(login.user(), login.password());
    }
  }
}
