package org.migrationauditor.app.notice;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Mails heads of the log by the mail server of the notices. */
public final class HeadMail {
  static final String TO = "AUDITOR_HEADS_MAIL_TO";

  private final Mail mail;

  private HeadMail(Mail mail) {
    this.mail = mail;
  }

  /**
   * By {@code AUDITOR_HEADS_MAIL_TO} and {@code AUDITOR_NOTIFY_…}; none when nothing is set.
   *
   * @throws org.migrationauditor.app.platform.CommandFailure if a setting cannot be meant so
   */
  public static Optional<HeadMail> of(Function<String, @Nullable String> environment) {
    String to = environment.apply(TO);
    return to == null || to.isBlank()
        ? Optional.empty()
        : Optional.of(new HeadMail(Mail.to(TO, environment)));
  }

  /** Where they go, as it may be told. */
  public String place() {
    return mail.place();
  }

  /**
   * Hands a mail over, once.
   *
   * @throws IOException if it was not taken; its message is one clause without a secret
   */
  public void send(String subject, String text, Instant at) throws IOException {
    mail.send(subject, text, at);
  }
}
