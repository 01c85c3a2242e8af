package org.migrationauditor.app.notice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.internet.MimeMessage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.migrationauditor.app.platform.CommandFailure;
import org.migrationauditor.messages.migration.MigrationId;

/** Notices against a web server and a mail server of their own. */
final class NoticesTest {
  private static final Notice NOTICE =
      new Notice(
          new MigrationId("night"),
          "waiting",
          "someone must approve \"delete\"",
          "pacs-1",
          Instant.parse("2026-03-01T22:00:00Z"));
  private static final String BODY =
      "{\"migration\":\"night\",\"event\":\"waiting\",\"sentence\":\"someone must approve"
          + " \\\"delete\\\"\",\"host\":\"pacs-1\",\"at\":\"2026-03-01T22:00:00Z\"}";

  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
  private HttpServer web;
  private volatile int status = 204;

  private record Received(String body, String signature) {}

  @BeforeEach
  void startAWebServer() throws Exception {
    web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    web.createContext(
        "/",
        exchange -> {
          String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          String signature = exchange.getRequestHeaders().getFirst("X-Auditor-Signature");
          received.add(new Received(body, String.valueOf(signature)));
          exchange.getResponseHeaders().add("Location", "/elsewhere");
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    web.start();
  }

  @AfterEach
  void stopTheWebServer() {
    web.stop(0);
  }

  @Test
  void goNowhereWhenNothingIsSet() throws Exception {
    assertThat(Notices.of(Map.<String, String>of()::get).send(NOTICE)).isEmpty();
    assertThat(received).isEmpty();
  }

  @Test
  void reachAWebhookWithTheirSignature() throws Exception {
    List<String> failures =
        Notices.of(
                Map.of(Webhook.ADDRESS, address("/T0KEN"), Webhook.KEY, "shared between us")::get)
            .send(NOTICE);

    assertThat(failures).isEmpty();
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("shared between us".getBytes(UTF_8), "HmacSHA256"));
    assertThat(received)
        .containsExactly(
            new Received(
                BODY, "sha256=" + HexFormat.of().formatHex(mac.doFinal(BODY.getBytes(UTF_8)))));
  }

  @Test
  void areTriedAgainAndThenToldWithoutTheAddress() throws Exception {
    status = 503;
    Notices notices =
        new Notices(
            Webhook.of(Map.of(Webhook.ADDRESS, address("/T0KEN?key=S3CRET"))::get),
            List.of(Duration.ZERO, Duration.ZERO));

    assertThat(notices.send(NOTICE))
        .singleElement()
        .asString()
        .startsWith("notice: webhook at 127.0.0.1: answered with status 503; the migration is not")
        .doesNotContain("T0KEN", "S3CRET");
    assertThat(received).hasSize(3);
  }

  @Test
  void followNoRedirect() throws Exception {
    status = 302;
    Notices notices =
        new Notices(Webhook.of(Map.of(Webhook.ADDRESS, address("/"))::get), List.of());

    assertThat(notices.send(NOTICE))
        .singleElement()
        .asString()
        .contains("answered with status 302");
    assertThat(received).hasSize(1);
  }

  @Test
  void areMailed() throws Exception {
    GreenMail smtp = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    smtp.start();
    try {
      List<String> failures =
          Notices.of(
                  Map.of(
                          Mail.SERVER, "smtp://127.0.0.1:" + smtp.getSmtp().getPort(),
                          Mail.FROM, "auditor@hospital.example",
                          Mail.TO, "olga@hospital.example, anton@hospital.example")
                      ::get)
              .send(NOTICE);

      assertThat(failures).isEmpty();
      MimeMessage[] mails = smtp.getReceivedMessages();
      assertThat(mails).hasSize(2);
      assertThat(mails[0].getSubject()).isEqualTo("Migration night: waiting");
      assertThat(mails[0].getContent().toString())
          .startsWith("someone must approve \"delete\"")
          .contains("Migration night on pacs-1, 2026-03-01T22:00:00Z");
    } finally {
      smtp.stop();
    }
  }

  @Test
  void sendNoPasswordWithoutTls() throws Exception {
    GreenMail smtp = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    smtp.start();
    try {
      Notices notices =
          new Notices(
              Mail.of(
                  Map.of(
                          Mail.SERVER, "smtp://127.0.0.1:" + smtp.getSmtp().getPort(),
                          Mail.FROM, "auditor@hospital.example",
                          Mail.TO, "olga@hospital.example",
                          Mail.USER, "auditor",
                          Mail.PASSWORD, "S3CRET")
                      ::get),
              List.of());

      assertThat(notices.send(NOTICE))
          .singleElement()
          .asString()
          .contains("mail by 127.0.0.1: the server did not take it")
          .doesNotContain("S3CRET");
      assertThat(smtp.getReceivedMessages()).isEmpty();
    } finally {
      smtp.stop();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "AUDITOR_NOTIFY_WEBHOOK, ftp://host/",
    "AUDITOR_NOTIFY_WEBHOOK, https://user:S3CRET@host/",
    "AUDITOR_NOTIFY_WEBHOOK, 'https://host /'",
    "AUDITOR_NOTIFY_SMTP, http://host/",
    "AUDITOR_NOTIFY_SMTP, smtp://user:S3CRET@host",
    "AUDITOR_NOTIFY_SMTP, smtp://host"
  })
  void areRefusedBeforeTheNightWhenTheirSettingsAreWrong(String name, String value) {
    assertThatThrownBy(() -> Notices.of(Map.of(name, value)::get))
        .isInstanceOf(CommandFailure.class)
        .hasMessageStartingWith("environment: 'AUDITOR_NOTIFY_")
        .hasMessageEndingWith("nothing was run, correct it")
        .message()
        .doesNotContain("S3CRET");
  }

  private String address(String path) {
    return "http://127.0.0.1:" + web.getAddress().getPort() + path;
  }
}
