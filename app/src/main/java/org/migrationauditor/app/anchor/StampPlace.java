package org.migrationauditor.app.anchor;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.Home;
import org.migrationauditor.command.action.tree.Durable;

/**
 * A time-stamping authority (RFC 3161), which vouches that a head was there at a time. Its token is
 * kept in this home, beside the head that it is of.
 *
 * @param folder in which they are kept
 * @param patience how long it may take to answer
 */
record StampPlace(URI authority, Path folder, Duration patience) implements Place {
  static final String AUTHORITY = "AUDITOR_TSA";
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MOST_BYTES = 1 << 20;

  /** None or one. */
  static List<Place> of(Home home, Function<String, @Nullable String> environment) {
    return Settings.given(AUTHORITY, environment)
        .<Place>map(
            text ->
                new StampPlace(Settings.web(AUTHORITY, text), TimeStamps.folder(home), PATIENCE))
        .stream()
        .toList();
  }

  @Override
  public String name() {
    return "time stamp by " + authority.getHost();
  }

  @Override
  public void keep(Head head) throws IOException, InterruptedException {
    StampRequest request = StampRequest.of(head.bytes());
    byte[] token = request.token(answer(request.encoded()));
    Durable.folder(folder);
    Durable.write(folder.resolve(head.fileName()), head.bytes());
    Durable.write(TimeStamps.token(folder.resolve(head.fileName())), token);
  }

  private byte[] answer(byte[] request) throws IOException, InterruptedException {
    HttpRequest post =
        HttpRequest.newBuilder(authority)
            .timeout(patience)
            .header("Content-Type", "application/timestamp-query")
            .POST(BodyPublishers.ofByteArray(request))
            .build();
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(patience).build()) {
      // a request's own time-out ends with its headers
      CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS)
          .execute(client::shutdownNow);
      HttpResponse<InputStream> response = client.send(post, BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        if (response.statusCode() != 200) {
          throw new UnusableStampException("answered with status " + response.statusCode());
        }
        byte[] answer = body.readNBytes(MOST_BYTES + 1);
        if (answer.length > MOST_BYTES) {
          throw new UnusableStampException("answered with more than 1 MiB");
        }
        return answer;
      }
    } catch (UnusableStampException e) {
      throw e;
    } catch (IOException e) {
      throw new IOException("could not be reached", e); // its message may hold the address
    }
  }
}
