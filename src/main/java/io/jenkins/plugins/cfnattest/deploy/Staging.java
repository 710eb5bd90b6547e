package io.jenkins.plugins.cfnattest.deploy;

import java.util.regex.Pattern;

/**
 * Where templates go that are longer than CloudFormation takes within a request.
 *
 * @param bucket an S3 bucket with versioning, in the target's account and in the region of the deployment
 * @param prefix what the keys begin with, such as {@code templates}; may be empty
 */
public record Staging(String bucket, String prefix) {
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    /** A key is part of a URL, and an empty segment, {@code .} or {@code ..} would name another object there. */
    private static final String SEGMENT = "(?!\\.{1,2}(?:/|$))[A-Za-z0-9!_.*'()-]++";

    private static final Pattern PREFIX = Pattern.compile("(?:" + SEGMENT + "/)*+(?:" + SEGMENT + ")?+");

    private static final int LONGEST_PREFIX = 512;

    public Staging {
        if (!BUCKET.matcher(bucket).matches()
                || prefix.length() > LONGEST_PREFIX
                || !PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException(
                    "A bucket is named by 3 to 63 lower-case letters, digits, dots and dashes, and its prefix by up to 512"
                            + " letters, digits and !_.*'()-, with / between its parts, but these are '"
                            + bucket + "' and '" + prefix + "'.");
        }
    }

    /** The key of an object with this name under the prefix. */
    String key(String name) {
        return prefix.isEmpty() || prefix.endsWith("/") ? prefix + name : prefix + "/" + name;
    }
}
