package org.migrationauditor.verifier.s3;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Set;
import javax.net.ssl.SSLException;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Asks again, a little later each time, when a server was busy or could not be reached. What it
 * refuses or does not have is asked for once.
 */
final class Retries implements Interceptor {
  static final int ATTEMPTS = 3;
  private static final long FIRST_PAUSE_MILLIS = 200;
  private static final Set<Integer> BUSY = Set.of(408, 425, 429, 500, 502, 503, 504);

  @Override
  public Response intercept(Chain chain) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        Response response = chain.proceed(chain.request());
        if (attempt == ATTEMPTS || !BUSY.contains(response.code())) {
          return response;
        }
        response.close();
      } catch (IOException e) {
        if (attempt == ATTEMPTS || e instanceof SSLException || chain.call().isCanceled()) {
          throw e;
        }
      }
      try {
        pause(attempt);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted");
      }
    }
  }

  /** Waits before another attempt. */
  static void pause(int attempt) throws InterruptedException {
    Thread.sleep(FIRST_PAUSE_MILLIS << attempt);
  }
}
