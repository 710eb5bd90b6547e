package io.jenkins.plugins.cfnattest.deploy;

import java.util.regex.Pattern;

/**
 * Where templates go that are longer than CloudFormation takes within a request.
 *
 * @param bucket an S3 bucket with versioning, in the target's account
 * @param prefix what the keys begin with; may be empty
 */
public record Staging(String bucket, String prefix) {
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9!_.*'()/-]{0,512}");

    public Staging {
        if (!BUCKET.matcher(bucket).matches() || !PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException(
                    "A bucket is named by 3 to 63 lower-case letters, digits, dots and dashes,"
                            + " and its prefix by letters, digits and !_.*'()/-, but these are '" + bucket + "' and '"
                            + prefix
                            + "'.");
        }
    }
}
