package io.jenkins.plugins.cfnattest.deploy;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** The SDK's clients for one target: how they sign, where they go, how long they wait and how often they try again. */
final class Connection implements AutoCloseable {
    private static final Pattern REGION = Pattern.compile("[a-z]{2,}(-[a-z0-9]+)+");
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration CALL_TIMEOUT = Duration.ofMinutes(2);
    /** CloudFormation throttles accounts with many stacks readily; the standard strategy backs off between these. */
    private static final int ATTEMPTS = 6;

    private final SdkHttpClient http;
    private final AwsCredentialsProvider credentials;
    private final StsClient baseSts;
    private final StsClient sts;
    private final CloudFormationClient cloudFormation;
    private final Optional<S3Client> s3;

    Connection(Target target, AwsAccess access, String region, String sessionName, StandardRetryStrategy retries) {
        if (!REGION.matcher(region).matches()) {
            throw new IllegalArgumentException("A region is named like eu-central-1, but this is '" + region + "'.");
        }
        Region where = Region.of(region);
        AwsCredentialsProvider own = own(access);
        http = UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECT_TIMEOUT)
                .socketTimeout(ATTEMPT_TIMEOUT)
                .build();
        baseSts = configured(StsClient.builder().httpClient(http), target, where, own, retries)
                .build();
        credentials = assumed(target, baseSts, sessionName, own);
        sts = configured(StsClient.builder().httpClient(http), target, where, credentials, retries)
                .build();
        cloudFormation = configured(
                        CloudFormationClient.builder().httpClient(http), target, where, credentials, retries)
                .build();
        s3 = target.staging().map(staging -> s3(target, where, retries));
    }

    /** As the SDK recommends, with more attempts. */
    static StandardRetryStrategy retries() {
        return AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(ATTEMPTS)
                .build();
    }

    private S3Client s3(Target target, Region where, StandardRetryStrategy retries) {
        // The body is in memory and its checksum is given, so it needs no chunks, and no question before it is sent.
        return configured(S3Client.builder().httpClient(http), target, where, credentials, retries)
                .forcePathStyle(target.endpoint().isPresent())
                .disableS3ExpressSessionAuth(true)
                .serviceConfiguration(
                        settings -> settings.chunkedEncodingEnabled(false).expectContinueEnabled(false))
                .build();
    }

    /** S3 with the same credentials, where the target has a bucket. */
    Optional<S3Client> s3() {
        return s3;
    }

    CloudFormationClient cloudFormation() {
        return cloudFormation;
    }

    /** STS with the same credentials as {@link #cloudFormation()}. */
    StsClient sts() {
        return sts;
    }

    private static AwsCredentialsProvider own(AwsAccess access) {
        if (access instanceof AwsAccess.Keys keys) {
            return StaticCredentialsProvider.create(AwsBasicCredentials.create(keys.keyId(), keys.secret()));
        }
        if (access instanceof AwsAccess.Profile profile) {
            return ProfileCredentialsProvider.create(profile.name());
        }
        return DefaultCredentialsProvider.builder().build();
    }

    private static AwsCredentialsProvider assumed(
            Target target, StsClient sts, String sessionName, AwsCredentialsProvider own) {
        if (target.assumeRole().isEmpty()) {
            return own;
        }
        AssumeRoleRequest request = AssumeRoleRequest.builder()
                .roleArn(target.assumeRole().get())
                .roleSessionName(SessionName.of(sessionName))
                .externalId(target.externalId().orElse(null))
                .build();
        return StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts)
                .refreshRequest(request)
                .build();
    }

    private static <B extends AwsClientBuilder<B, C>, C> B configured(
            B builder,
            Target target,
            Region region,
            AwsCredentialsProvider credentials,
            StandardRetryStrategy retries) {
        target.endpoint().ifPresent(builder::endpointOverride);
        return builder.region(region)
                .credentialsProvider(credentials)
                .overrideConfiguration(settings -> settings.apiCallTimeout(CALL_TIMEOUT)
                        .apiCallAttemptTimeout(ATTEMPT_TIMEOUT)
                        .retryStrategy(retries));
    }

    @Override
    public void close() {
        s3.ifPresent(S3Client::close);
        cloudFormation.close();
        sts.close();
        baseSts.close();
        if (credentials instanceof SdkAutoCloseable closeable) {
            closeable.close();
        }
        http.close();
    }
}
