package io.jenkins.plugins.cfnattest.inspect.rules;

import java.util.regex.Pattern;

/** Credentials that can be told from their form alone. */
final class CredentialText {
    /** Source: IAM user guide, "Understanding unique ID prefixes"; those that end with EXAMPLE stand in AWS's documentation. */
    private static final Pattern ACCESS_KEY =
            Pattern.compile("(?<![A-Za-z0-9])A[KS]IA(?![A-Z0-9]{9}EXAMPLE)[A-Z0-9]{16}(?![A-Za-z0-9])");

    private static final Pattern SECRET_KEY = Pattern.compile(
            "(?i)secret_?access_?key[\"']?\\s{0,9}[=:]\\s{0,9}[\"']?[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+])");

    /** RFC 7468, section 10 and the forms of OpenSSL and OpenSSH. */
    private static final Pattern PRIVATE_KEY = Pattern.compile("-----BEGIN (?:[A-Z]{1,20} ){0,2}PRIVATE KEY-----");

    /** RFC 3986, section 3.2.1: what stands between scheme and {@code @}, with a colon. */
    private static final Pattern URL_PASSWORD =
            Pattern.compile("[A-Za-z]://[^\\s/:@${}<>\"']{1,100}:[^\\s/:@${}<>\"'*]{1,200}@");

    private static final int LENGTH_OF_SECRET_KEY = "secretaccesskey=".length() + 40;

    private CredentialText() {}

    /** Whether a text holds any. */
    static boolean isIn(String text) {
        return text.contains("IA") && ACCESS_KEY.matcher(text).find()
                || text.contains("-----BEGIN ") && PRIVATE_KEY.matcher(text).find()
                || text.contains("://") && URL_PASSWORD.matcher(text).find()
                || text.length() >= LENGTH_OF_SECRET_KEY
                        && SECRET_KEY.matcher(text).find();
    }
}
