package io.jenkins.plugins.cfnattest.deploy;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Utilities;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * Puts a template that is too long for a request into the target's bucket, for as long as CloudFormation needs to read it. The URL names one
 * version of the object, so whoever puts another one there meanwhile deploys nothing; the read-back stands behind that.
 */
final class TemplateBucket {
    /** The longest template CloudFormation takes from a bucket (CreateChangeSet, TemplateURL: 1 MB). */
    static final int LIMIT = 1_048_576;

    /** What S3 answers for a bucket whose versioning is suspended (S3 user guide, "Adding objects to versioning-suspended buckets"). */
    private static final String NO_VERSION = "null";

    private final S3Client s3;
    private final Asking asking;
    private final Staging staging;
    private final boolean needsVersion;

    /** {@code needsVersion}: a bucket that keeps no versions is refused. */
    TemplateBucket(S3Client s3, Asking asking, Staging staging, boolean needsVersion) {
        this.s3 = s3;
        this.asking = asking;
        this.staging = staging;
        this.needsVersion = needsVersion;
    }

    /** An object of ours: its key, its version where the bucket keeps some, and the URL under which CloudFormation reads exactly that. */
    record Upload(String key, Optional<String> version, String url) {}

    /** Puts the template there; S3 checks the bytes' SHA-256, and that the bucket belongs to the account. */
    Upload put(Bytes template, String account) throws DeploymentException, InterruptedException {
        Digest digest = Digest.of(template);
        String key = staging.key(digest.hex() + ".template");
        PutObjectRequest request = PutObjectRequest.builder()
                .bucket(staging.bucket())
                .key(key)
                .expectedBucketOwner(account)
                .checksumAlgorithm(ChecksumAlgorithm.SHA256)
                .checksumSHA256(
                        Base64.getEncoder().encodeToString(HexFormat.of().parseHex(digest.hex())))
                // Who reads it as text must not guess: without a charset some readers take Latin-1.
                .contentType("text/plain; charset=utf-8")
                .build();
        PutObjectResponse answer = asking.ask(
                "The template could not be put at " + place(key)
                        + " (the bucket has to be in the deployment's region and account)",
                () -> s3.putObject(request, RequestBody.fromBytes(template.toArray())));
        Optional<String> version = Optional.ofNullable(answer.versionId()).filter(id -> !NO_VERSION.equals(id));
        Upload upload = new Upload(key, version, url(key, version));
        if (needsVersion && version.isEmpty()) {
            throw unversioned(upload);
        }
        return upload;
    }

    /**
     * Under which CloudFormation reads the object: with the bucket as host where S3 has it so, else as path. It is S3's own address whatever the
     * endpoint: servers that look like CloudFormation know it as a name for their own buckets, and some of them no other.
     */
    String url(String key, Optional<String> version) {
        return S3Utilities.builder()
                .region(s3.serviceClientConfiguration().region())
                .build()
                .getUrl(url -> url.bucket(staging.bucket()).key(key).versionId(version.orElse(null)))
                .toExternalForm();
    }

    private DeploymentException unversioned(Upload upload) throws InterruptedException {
        DeploymentException refused = new DeploymentException("The bucket '" + staging.bucket()
                + "' keeps no versions, so nobody could tell whether CloudFormation read this template or one put in its place."
                + " Turn versioning on for the bucket; only a target with readBack: AFTER goes without.");
        try {
            delete(upload);
        } catch (DeploymentException e) {
            refused.addSuppressed(e);
        }
        return refused;
    }

    /** Removes our version, no other; where that fails, one step says what is left. */
    void remove(Upload upload, DeploymentListener listener) {
        try {
            delete(upload);
        } catch (DeploymentException e) {
            listener.step("The template is left at " + place(upload.key()) + ". " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            listener.step("The template is left at " + place(upload.key()) + ": stopped while removing it.");
        }
    }

    private void delete(Upload upload) throws DeploymentException, InterruptedException {
        asking.ask(
                "The uploaded template could not be deleted",
                () -> s3.deleteObject(object -> object.bucket(staging.bucket())
                        .key(upload.key())
                        .versionId(upload.version().orElse(null))));
    }

    private String place(String key) {
        return "s3://" + staging.bucket() + "/" + key;
    }
}
