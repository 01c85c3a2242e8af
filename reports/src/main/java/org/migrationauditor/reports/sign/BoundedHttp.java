package org.migrationauditor.reports.sign;

import eu.europa.esig.dss.spi.client.http.DataLoader;
import eu.europa.esig.dss.spi.exception.DSSExternalResourceException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Asks authorities over HTTP, for no longer and for no more bytes than any of them needs. */
final class BoundedHttp implements DataLoader {
  private static final long serialVersionUID = 1;
  private static final int MOST_BYTES = 16 << 20;

  private final Duration patience;
  private String contentType;

  /**
   * @param contentType of what is sent
   */
  BoundedHttp(Duration patience, String contentType) {
    this.patience = patience;
    this.contentType = contentType;
  }

  @Override
  public void setContentType(String type) {
    contentType = type;
  }

  @Override
  public byte[] get(String url) {
    return answer(request(url).GET());
  }

  @Override
  public DataAndUrl get(List<String> urls) {
    DSSExternalResourceException last = null;
    for (String url : urls) {
      try {
        return new DataAndUrl(url, get(url));
      } catch (DSSExternalResourceException e) {
        last = e;
      }
    }
    throw last == null ? new DSSExternalResourceException("nobody to ask") : last;
  }

  @Override
  public byte[] post(String url, byte[] content) {
    return answer(
        request(url).header("Content-Type", contentType).POST(BodyPublishers.ofByteArray(content)));
  }

  private HttpRequest.Builder request(String url) {
    try {
      URI uri = URI.create(url);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      if (uri.getHost() != null && (scheme.equals("http") || scheme.equals("https"))) {
        return HttpRequest.newBuilder(uri).timeout(patience);
      }
    } catch (IllegalArgumentException e) {
      // told below
    }
    throw new DSSExternalResourceException("its address is not one of the web");
  }

  private byte[] answer(HttpRequest.Builder request) {
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(patience).build()) {
      // a request's own time-out ends with its headers
      CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS)
          .execute(client::shutdownNow);
      HttpResponse<InputStream> response =
          client.send(request.build(), BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        if (response.statusCode() != 200) {
          throw new DSSExternalResourceException("answered with status " + response.statusCode());
        }
        byte[] bytes = body.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
          throw new DSSExternalResourceException("answered with more than 16 MiB");
        }
        return bytes;
      }
    } catch (IOException e) {
      throw new DSSExternalResourceException("could not be reached");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DSSExternalResourceException("was not waited for");
    }
  }
}
