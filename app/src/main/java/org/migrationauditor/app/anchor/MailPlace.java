package org.migrationauditor.app.anchor;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.notice.HeadMail;

/** People who keep the mails that they get. */
record MailPlace(HeadMail mail) implements Place {
  /** None or one. */
  static List<Place> of(Function<String, @Nullable String> environment) {
    return HeadMail.of(environment).<Place>map(MailPlace::new).stream().toList();
  }

  @Override
  public String name() {
    return mail.place();
  }

  @Override
  public void keep(Head head) throws IOException {
    mail.send(
        "Head of %s over %d events".formatted(head.checkpoint().origin(), head.checkpoint().size()),
        head.note(),
        Clock.systemUTC().instant());
  }
}
