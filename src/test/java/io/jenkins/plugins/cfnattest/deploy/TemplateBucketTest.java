package io.jenkins.plugins.cfnattest.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.cfnattest.deploy.FakeCloudFormation.Request;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.gate.ReasonCode;
import io.jenkins.plugins.cfnattest.gate.TestDecisions;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateBucketTest {
    private DeployFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = new DeployFixture();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private static String longTemplate() {
        String head = "Description: K\u00f6ln\nResources: {A: {Type: 'AWS::SQS::Queue'}}\n#";
        return head + "x".repeat(Planning.INLINE_LIMIT);
    }

    private static Decision.Allowed allowed() {
        return DeployFixture.plain(longTemplate());
    }

    private Target target(ReadBackMode mode) {
        return fixture.target(mode, StackSettings.none());
    }

    @Test
    void deploysALongTemplateThroughTheBucketAndLeavesNothingThere() throws Exception {
        Outcome outcome = fixture.deploy(target(ReadBackMode.BEFORE), allowed());

        assertThat(outcome.changed()).isTrue();
        assertThat(fixture.aws.actions().template("web")).isEqualTo(longTemplate());
        assertThat(fixture.aws.actions().bucket().versions()).isEmpty();
        String key = "templates/" + Digest.of(Bytes.utf8(longTemplate())) + ".template";
        assertThat(fixture.aws.requests("CreateChangeSet").get(0).fields())
                .containsEntry(
                        "TemplateURL",
                        "https://" + FakeBucket.NAME + ".s3." + TestDecisions.REGION + ".amazonaws.com/" + key
                                + "?versionId=v.1")
                .doesNotContainKey("TemplateBody");
    }

    @Test
    void sendsChecksumAndOwnerAndSignsWithTheSameCredentials() throws Exception {
        fixture.deploy(target(ReadBackMode.BEFORE), allowed());

        Request put = fixture.aws.requests("PutObject").get(0);
        assertThat(put.fields())
                .containsEntry("x-amz-expected-bucket-owner", TestDecisions.ACCOUNT)
                .containsEntry("x-amz-sdk-checksum-algorithm", "SHA256")
                .containsEntry(
                        "Content-Length",
                        Integer.toString(Bytes.utf8(longTemplate()).size()))
                .containsEntry("Content-Type", "text/plain; charset=utf-8")
                .containsKey("x-amz-checksum-sha256");
        assertThat(put.accessKey()).isEqualTo("AKIAFAKE");
        assertThat(put.region()).isEqualTo(TestDecisions.REGION);
        Request delete = fixture.aws.requests("DeleteObject").get(0);
        assertThat(delete.field("query")).isEqualTo("versionId=v.1");
        assertThat(delete.field("path")).isEqualTo(put.field("path"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "eu-central-1, my-templates, https://my-templates.s3.eu-central-1.amazonaws.com/a/b%27c?versionId=3%2FL%2BX",
                "eu-central-1, my.templates, https://s3.eu-central-1.amazonaws.com/my.templates/a/b%27c?versionId=3%2FL%2BX",
                "cn-north-1, my-templates, https://my-templates.s3.cn-north-1.amazonaws.com.cn/a/b%27c?versionId=3%2FL%2BX"
            })
    void namesOneVersionInAws(String region, String bucket, String url) {
        Target target = new Target(
                TestDecisions.scope(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Staging(bucket, "")),
                ReadBackMode.BEFORE,
                StackSettings.none());
        AwsAccess access = new AwsAccess.Keys("AKIAFAKE", DeployFixture.SECRET_KEY);
        try (Connection connection = new Connection(target, access, region, "test", Connection.retries())) {
            TemplateBucket there = new TemplateBucket(
                    connection.s3().orElseThrow(),
                    new Asking(new Hidden(Set.of())),
                    target.staging().orElseThrow(),
                    true);

            assertThat(there.url("a/b'c", Optional.of("3/L+X"))).isEqualTo(url);
        }
    }

    @Test
    void putsShortTemplatesNowhere() throws Exception {
        fixture.deploy(target(ReadBackMode.BEFORE), DeployFixture.allowed());

        assertThat(fixture.aws.requests("PutObject")).isEmpty();
    }

    @Test
    void isNotDeceivedByAnObjectThatIsSwappedAfterTheUpload() throws Exception {
        fixture.aws.actions().bucket().swapAfterUpload("Resources: {Evil: {Type: 'AWS::IAM::User'}}");

        fixture.deploy(target(ReadBackMode.BEFORE), allowed());

        assertThat(fixture.aws.actions().template("web")).isEqualTo(longTemplate());
        assertThat(fixture.aws.actions().bucket().versions().values())
                .as("what others put there is theirs")
                .containsExactly("Resources: {Evil: {Type: 'AWS::IAM::User'}}");
    }

    @Test
    void refusesASwappedObjectBeforeItsExecutionWhereVersionsAreIgnored() {
        fixture.aws.actions().bucket().swapAfterUpload("Resources: {Evil: {Type: 'AWS::IAM::User'}}");
        fixture.aws.actions().bucket().ignoreVersionsInUrls();

        DeploymentException refused = catchThrowableOfType(
                DeploymentException.class, () -> fixture.deploy(target(ReadBackMode.BEFORE), allowed()));

        assertThat(refused.refusal())
                .get()
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ReasonCode.CHANGESET_MISMATCH));
        assertThat(fixture.executed()).isFalse();
        assertThat(fixture.aws.actions().status("web")).isEmpty();
    }

    @Test
    void noticesASwappedObjectAfterItsExecutionWhereItCannotBeforehand() {
        fixture.aws.actions().bucket().swapAfterUpload("Resources: {Evil: {Type: 'AWS::IAM::User'}}");
        fixture.aws.actions().bucket().ignoreVersionsInUrls();

        assertThatThrownBy(() -> fixture.deploy(target(ReadBackMode.AFTER), allowed()))
                .hasMessageContaining("CHANGESET_MISMATCH")
                .hasMessageContaining("the deployed stack");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refusesABucketThatKeepsNoVersions(boolean suspended) {
        if (suspended) {
            fixture.aws.actions().bucket().suspended();
        } else {
            fixture.aws.actions().bucket().unversioned();
        }

        assertThatThrownBy(() -> fixture.deploy(target(ReadBackMode.BEFORE), allowed()))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("'" + FakeBucket.NAME + "' keeps no versions")
                .hasMessageContaining("Turn versioning on");

        assertThat(fixture.aws.requests("CreateChangeSet")).isEmpty();
        assertThat(fixture.aws.actions().bucket().versions()).isEmpty();
    }

    @Test
    void goesWithoutVersionsWhereEverythingIsComparedAfterwards() throws Exception {
        fixture.aws.actions().bucket().unversioned();

        assertThat(fixture.deploy(target(ReadBackMode.AFTER), allowed()).changed())
                .isTrue();

        assertThat(fixture.aws.requests("CreateChangeSet").get(0).field("TemplateURL"))
                .doesNotContain("?");
        assertThat(fixture.steps).anyMatch(step -> step.contains("keeps no versions"));
        assertThat(fixture.aws.actions().bucket().versions()).isEmpty();
    }

    @Test
    void saysThatThereIsNoSuchBucket() {
        Target target = new Target(
                TestDecisions.scope(Optional.empty()),
                Optional.of(fixture.aws.endpoint()),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Staging("another-bucket", "")),
                ReadBackMode.BEFORE,
                StackSettings.none());

        assertThatThrownBy(() -> fixture.deploy(target, allowed()))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("could not be put at s3://another-bucket/")
                .hasMessageContaining("AWS answered NoSuchBucket: The specified bucket does not exist (HTTP 404");
        assertThat(fixture.aws.requests("CreateChangeSet")).isEmpty();
    }

    @Test
    void refusesABucketOfAnotherAccount() {
        fixture.aws.actions().bucket().belongTo("999999999999");

        assertThatThrownBy(() -> fixture.deploy(target(ReadBackMode.BEFORE), allowed()))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("AWS answered AccessDenied");
        assertThat(fixture.aws.actions().bucket().versions()).isEmpty();
        assertThat(fixture.aws.requests("CreateChangeSet")).isEmpty();
    }

    @Test
    void removesTheUploadWhenTheChangeSetCannotBeMade() {
        fixture.aws.actions().failToMake("Template error");

        assertThatThrownBy(() -> fixture.deploy(target(ReadBackMode.BEFORE), allowed()))
                .hasMessageContaining("Template error");

        assertThat(fixture.aws.actions().bucket().versions()).isEmpty();
        assertThat(fixture.aws.actions().status("web")).isEmpty();
    }

    @Test
    void deploysAndSaysWhatIsLeftWhenTheUploadCannotBeRemoved() throws Exception {
        fixture.aws.fail("DeleteObject", 403, "AccessDenied", "no deletion");

        assertThat(fixture.deploy(target(ReadBackMode.BEFORE), allowed()).changed())
                .isTrue();

        assertThat(fixture.steps)
                .filteredOn(step -> step.contains("is left at s3://" + FakeBucket.NAME + "/templates/"))
                .singleElement()
                .asString()
                .contains("AWS answered AccessDenied");
    }

    @Test
    void removesTheUploadWhenStoppedWhileWaiting() {
        fixture.aws.actions().makeSlowly(3);
        int[] pauses = {0};
        fixture.pause = duration -> {
            pauses[0]++;
            if (pauses[0] == 1) {
                throw new InterruptedException("stopped while waiting");
            }
        };

        assertThatThrownBy(() -> fixture.deploy(target(ReadBackMode.BEFORE), allowed()))
                .isInstanceOf(InterruptedException.class);

        assertThat(fixture.aws.actions().bucket().versions()).isEmpty();
        assertThat(fixture.aws.actions().status("web")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PutObject", "DeleteObject"})
    void asksAgainWhenS3IsBusyOrItsAnswerGetsLost(String action) throws Exception {
        fixture.aws.throttle(action, 1);
        fixture.aws.drop(action, 1);

        assertThat(fixture.deploy(target(ReadBackMode.BEFORE), allowed()).changed())
                .isTrue();
    }

    @Test
    void showsNoSecretThatS3Answers() {
        fixture.aws.fail("PutObject", 400, "InvalidRequest", "near " + DeployFixture.PASSWORD);
        Decision.Allowed secret =
                DeployFixture.allowed(DeployFixture.TEMPLATE + "#" + "x".repeat(Planning.INLINE_LIMIT));

        Throwable failure = catchThrowable(() -> fixture.deploy(target(ReadBackMode.BEFORE), secret));

        assertThat(failure).hasMessageContaining("near ****");
        assertThat(failure.getCause()).isNotNull();
        assertThat(failure.getCause().toString()).doesNotContain(DeployFixture.PASSWORD);
    }

    @Test
    void putsNoSecretIntoTheBucketOrTheUrl() throws Exception {
        Decision.Allowed secret =
                DeployFixture.allowed(DeployFixture.TEMPLATE + "#" + "x".repeat(Planning.INLINE_LIMIT));
        fixture.aws.fail("DeleteObject", 403, "AccessDenied", "keep it");

        fixture.deploy(target(ReadBackMode.BEFORE), secret);

        assertThat(fixture.aws.actions().bucket().versions().toString()).doesNotContain(DeployFixture.PASSWORD);
        assertThat(fixture.aws.requests("CreateChangeSet").get(0).field("TemplateURL"))
                .doesNotContain(DeployFixture.PASSWORD);
        assertThat(fixture.aws.requests("PutObject").get(0).fields().toString()).doesNotContain(DeployFixture.PASSWORD);
    }

    @Test
    void refusesWhatIsTooLongForCloudFormation() {
        String head = "Resources: {A: {Type: 'AWS::SQS::Queue'}}\n#";
        Decision.Allowed huge = DeployFixture.plain(head + "x".repeat(TemplateBucket.LIMIT - head.length() + 1));

        assertThatThrownBy(() -> fixture.deploy(target(ReadBackMode.BEFORE), huge))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("1048576 bytes, but this one has 1048577");
        assertThat(fixture.aws.requests("PutObject")).isEmpty();
    }

    @Test
    void takesWhatIsJustShortEnough() throws Exception {
        String head = "Resources: {A: {Type: 'AWS::SQS::Queue'}}\n#";
        Decision.Allowed huge = DeployFixture.plain(head + "x".repeat(TemplateBucket.LIMIT - head.length()));

        assertThat(fixture.deploy(target(ReadBackMode.BEFORE), huge).changed()).isTrue();
    }
}
