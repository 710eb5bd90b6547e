package io.jenkins.plugins.cfnattest.service;

import java.util.Map;

/**
 * Header fields of every answer. The answers for clients of 2020 claim to be HTML and quote the template, so a browser is told twice to make nothing of them.
 */
final class SecurityHeaders {
    static final Map<String, String> FIELDS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Cache-Control", "no-store",
            "Referrer-Policy", "no-referrer",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox");

    private SecurityHeaders() {}
}
