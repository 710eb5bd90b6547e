package io.jenkins.plugins.cfnattest.app;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The URI of a policy in verification summaries: {@code urn:cfn-attestation:policy:NAME}. */
final class PolicyUri {
    private static final String PREFIX = "urn:cfn-attestation:policy:";

    private PolicyUri() {}

    /** The name in UTF-8; every byte that is not unreserved (RFC 3986, section 2.3) is percent-encoded, so that the NSS is one of RFC 8141, section 2.2. */
    static String of(String name) {
        StringBuilder uri = new StringBuilder(PREFIX);
        for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
            if (isUnreserved(octet)) {
                uri.append((char) octet);
            } else {
                uri.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
            }
        }
        return uri.toString();
    }

    private static boolean isUnreserved(byte octet) {
        return octet >= 'a' && octet <= 'z'
                || octet >= 'A' && octet <= 'Z'
                || octet >= '0' && octet <= '9'
                || "-._~".indexOf(octet) >= 0;
    }
}
