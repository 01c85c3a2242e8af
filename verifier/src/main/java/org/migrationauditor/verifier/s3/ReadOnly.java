package org.migrationauditor.verifier.s3;

import java.io.IOException;
import java.util.Set;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/**
 * Lets only requests through that write nothing, and bounds every answer that the library keeps in
 * memory: all but the content of objects.
 */
final class ReadOnly implements Interceptor {
  private static final Set<String> METHODS = Set.of("GET", "HEAD");
  private static final Set<String> IN_MEMORY =
      Set.of("list-type", "location", "marker", "tagging", "versioning", "versions");
  private static final long ANSWER_MAX = 64L << 20; // 1,000 keys of 1,024 bytes are 2 MiB

  @Override
  public Response intercept(Chain chain) throws IOException {
    if (!METHODS.contains(chain.request().method())) {
      throw new IOException("only reading is allowed");
    }
    Response response = chain.proceed(chain.request());
    return content(response) ? response : bounded(response);
  }

  private static boolean content(Response response) {
    return response.isSuccessful()
        && response.request().url().pathSize() > 1
        && response.request().url().queryParameterNames().stream().noneMatch(IN_MEMORY::contains);
  }

  private static Response bounded(Response response) {
    ResponseBody body = response.body();
    return response
        .newBuilder()
        .body(new Body(body, Okio.buffer(new Bounded(body.source()))))
        .build();
  }

  private static final class Body extends ResponseBody {
    private final ResponseBody whole;
    private final BufferedSource source;

    Body(ResponseBody whole, BufferedSource source) {
      this.whole = whole;
      this.source = source;
    }

    @Override
    public @Nullable MediaType contentType() {
      return whole.contentType();
    }

    @Override
    public long contentLength() {
      return whole.contentLength();
    }

    @Override
    public BufferedSource source() {
      return source;
    }
  }

  private static final class Bounded extends ForwardingSource {
    private long left = ANSWER_MAX;

    Bounded(BufferedSource whole) {
      super(whole);
    }

    @Override
    public long read(Buffer sink, long byteCount) throws IOException {
      long read = super.read(sink, byteCount);
      left -= Math.max(read, 0);
      if (left < 0) {
        throw new IOException("the answer is too long");
      }
      return read;
    }
  }
}
