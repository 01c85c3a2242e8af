package org.migrationauditor.query.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers only who asks for this machine by its loopback name, so that a page elsewhere whose name
 * was pointed here (DNS rebinding) reads nothing, and only reads. Sets the headers that keep a
 * browser from running, embedding or keeping anything.
 */
final class LoopbackFilter extends OncePerRequestFilter {
  private static final Pattern LOOPBACK =
      Pattern.compile(
          "(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]{1,5})?", Pattern.CASE_INSENSITIVE);
  private static final int MISDIRECTED = 421; // RFC 9110 15.5.20

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    response.setHeader(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none';"
            + " frame-ancestors 'none'");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Cache-Control", "no-store");
    if (!local(request.getHeader("Host"))) {
      refuse(
          response,
          MISDIRECTED,
          "these pages are served to this machine only; open them as http://localhost");
    } else if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
      response.setHeader("Allow", "GET, HEAD");
      refuse(
          response,
          HttpServletResponse.SC_METHOD_NOT_ALLOWED,
          "these pages can only be read; use the command line to act");
    } else {
      chain.doFilter(request, response);
    }
  }

  private static boolean local(@Nullable String host) {
    return host != null && LOOPBACK.matcher(host).matches();
  }

  private static void refuse(HttpServletResponse response, int status, String sentence)
      throws IOException {
    response.setStatus(status);
    response.setContentType("text/plain");
    response.setCharacterEncoding(StandardCharsets.UTF_8);
    response.getWriter().println(sentence);
  }
}
