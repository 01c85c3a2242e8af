package org.migrationauditor.verifier.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * A server below one address, asked with one kind of credentials. Certificates are verified by the
 * Java runtime's trust store; no redirect is followed, so credentials reach that server only. What
 * may pass by itself is asked again a few times; a server that fails again and again is asked no
 * more. Safe for use by many threads.
 */
public final class Web {
  private static final int ATTEMPTS = 3;
  private static final int GIVE_UP_AFTER = 10;
  private static final int UNAUTHORIZED = 401;
  private static final int UNAVAILABLE = 503;
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration CONNECT = Duration.ofSeconds(15);
  private static final Duration SILENCE = Duration.ofMinutes(2);
  private static final Duration WHOLE = Duration.ofHours(1);
  private static final long SHORT_BYTES = 64L << 20;
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT)
          .build();

  private final URI base;
  private final Credentials credentials;
  private final AtomicInteger failures = new AtomicInteger(); // in a row

  /**
   * A server.
   *
   * @param base of {@link #address}
   */
  public Web(URI base, Credentials credentials) {
    this.base = base;
    this.credentials = credentials;
  }

  /**
   * An address that can be asked: {@code http} or {@code https}, a host, maybe a path.
   *
   * @param what it is the address of; the text may hold a secret and is not repeated
   * @throws IllegalArgumentException if it is none, or holds a user, a query or a fragment
   */
  public static URI address(String text, String what) {
    try {
      URI uri = new URI(text.replaceAll("/+$", ""));
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      if ((scheme.equals("http") || scheme.equals("https"))
          && uri.getHost() != null
          && uri.getRawUserInfo() == null
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // its message repeats the text
    }
    throw new IllegalArgumentException(
        "%s: is no address of a server; nothing was read, give http or https, a host and a path"
            .formatted(what));
  }

  /** The address, which holds no secret. */
  public String place() {
    return base.toString();
  }

  /**
   * Asks for something short.
   *
   * @param path below the address, with its query
   * @param accept media types that are understood
   * @throws WebException if it cannot be had; the message is one sentence
   */
  public <T> T get(String path, String accept, Answer.Reading<T> reading)
      throws IOException, InterruptedException {
    return get(path, accept, SHORT_BYTES, reading);
  }

  /** Asks for something of so many bytes at most, as {@link #get} does. */
  public <T> T get(String path, String accept, long maxBytes, Answer.Reading<T> reading)
      throws IOException, InterruptedException {
    return ask(request(path, accept), maxBytes, reading);
  }

  /** Asks a question that is a body and changes nothing, as {@link #get} does. */
  public <T> T post(String path, String contentType, String body, Answer.Reading<T> reading)
      throws IOException, InterruptedException {
    return ask(posted(path, contentType, body), SHORT_BYTES, reading);
  }

  /**
   * Gives an order that is a body. It is sent once: when no answer comes, the order may have been
   * taken all the same.
   *
   * @throws WebException if it is refused, and then its status is 400 or more; or if what became of
   *     it is not known
   */
  public <T> T order(String path, String contentType, String body, Answer.Reading<T> reading)
      throws IOException, InterruptedException {
    return attempt(posted(path, contentType, body), SHORT_BYTES, reading);
  }

  private HttpRequest.Builder posted(String path, String contentType, String body) {
    return request(path, "application/json")
        .header("Content-Type", contentType)
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  private HttpRequest.Builder request(String path, String accept) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .timeout(SILENCE)
        .header("Accept", accept);
  }

  private <T> T ask(HttpRequest.Builder request, long maxBytes, Answer.Reading<T> reading)
      throws IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        return attempt(request, maxBytes, reading);
      } catch (WebException e) {
        Duration pause = e.pause();
        if (pause == null || attempt == ATTEMPTS) {
          throw e;
        }
        Thread.sleep(pause);
      }
    }
  }

  private <T> T attempt(HttpRequest.Builder request, long maxBytes, Answer.Reading<T> reading)
      throws IOException, InterruptedException {
    if (failures.get() >= GIVE_UP_AFTER) {
      throw new WebException(
          "failed %d times in a row and is asked no more".formatted(GIVE_UP_AFTER),
          "try again when the server is well");
    }
    try {
      HttpResponse<InputStream> response = send(request, maxBytes);
      try (InputStream body = response.body()) {
        Answer answer = new Answer(response.statusCode(), response.headers(), body);
        if (answer.status() == UNAUTHORIZED) {
          failures.incrementAndGet(); // each would cost another token
          throw answer.failure();
        }
        if (answer.status() == UNAVAILABLE && !answer.header("retry-after").isEmpty()) {
          throw WebException.passing("answers 503", pause(answer.header("retry-after")));
        }
        T read = reading.read(answer);
        failures.set(0);
        return read;
      }
    } catch (WebException e) {
      throw e;
    } catch (InterruptedIOException e) {
      Thread.interrupted(); // told by the exception from here on
      throw new InterruptedException();
    } catch (IOException e) {
      failures.incrementAndGet();
      throw explained(e);
    }
  }

  /** Sends a request, and once more when another token may help. */
  private HttpResponse<InputStream> send(HttpRequest.Builder request, long maxBytes)
      throws IOException, InterruptedException {
    HttpResponse<InputStream> response = sendOnce(request, maxBytes);
    if (response.statusCode() == UNAUTHORIZED && credentials.renew()) {
      response.body().close();
      return sendOnce(request, maxBytes);
    }
    return response;
  }

  private HttpResponse<InputStream> sendOnce(HttpRequest.Builder request, long maxBytes)
      throws IOException, InterruptedException {
    @Nullable String authorization = credentials.header();
    if (authorization != null) {
      request.setHeader("Authorization", authorization);
    }
    return CLIENT.send(request.build(), head -> new Body(maxBytes, SILENCE, WHOLE));
  }

  private static Duration pause(String retryAfter) {
    if (!retryAfter.matches("[0-9]{1,9}")) {
      return PAUSE;
    }
    Duration asked = Duration.ofSeconds(Long.parseLong(retryAfter));
    return asked.compareTo(LONGEST_PAUSE) < 0 ? asked : LONGEST_PAUSE;
  }

  private static WebException explained(IOException e) {
    return switch (e) {
      case SSLException tls ->
          new WebException(
              "shows no certificate that this machine trusts",
              "add its issuer to the Java trust store, or check the address");
      case ConnectException none ->
          new WebException("cannot be reached", "check the address, and that the server runs");
      case HttpTimeoutException late ->
          new WebException("did not answer in time", "try again when the server is well");
      default -> WebException.passing("broke off", PAUSE);
    };
  }
}
