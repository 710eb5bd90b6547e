package io.jenkins.plugins.cfnattest.deploy;

import java.util.regex.Pattern;

/** The name of an assumed role's session, as STS takes it: 2 to 64 characters of {@code [\w+=,.@-]} (STS, AssumeRole, RoleSessionName). */
final class SessionName {
    private static final Pattern ODD = Pattern.compile("[^A-Za-z0-9_+=,.@-]");
    private static final int LONGEST = 64;
    private static final int SHORTEST = 2;

    private SessionName() {}

    /** The wanted name with each odd character replaced by a dash, its first 64 characters. */
    static String of(String wanted) {
        String plain = ODD.matcher(wanted).replaceAll("-");
        String padded = plain.length() < SHORTEST ? "cfn-attestation-" + plain : plain;
        return padded.substring(0, Math.min(LONGEST, padded.length()));
    }
}
