package io.jenkins.plugins.cfnattest.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cfnattest.deploy.ReadBackMode;
import io.jenkins.plugins.cfnattest.deploy.StackSettings;
import io.jenkins.plugins.cfnattest.deploy.StackSettings.OnFailure;
import io.jenkins.plugins.cfnattest.deploy.Staging;
import io.jenkins.plugins.cfnattest.deploy.Target;
import io.jenkins.plugins.cfnattest.gate.Enforcement;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A target as a file. */
class TargetFileTest {
    @TempDir
    private Path folder;

    private Target read(String more) throws IOException, CliException {
        return TargetFile.read(Cli.write(folder, "target.yaml", Cli.TARGET + more));
    }

    @Test
    void enforcesAndReadsBackBeforeUnlessTold() throws Exception {
        Target target = read("");

        assertThat(target.scope().enforcement()).isEqualTo(Enforcement.enforce());
        assertThat(target.readBack()).isEqualTo(ReadBackMode.BEFORE);
        assertThat(target.staging()).isEmpty();
        assertThat(target.settings()).isEqualTo(StackSettings.none());
    }

    @Test
    void readsEveryMember() throws Exception {
        Target target = read("""
                serviceRole: arn:aws:iam::111122223333:role/cloudformation
                enforcement: {mode: warn, until: 2026-12-31T00:00:00Z}
                bucket: templates
                bucketPrefix: cfn/
                readBack: after
                notificationTopics: ['arn:aws:sns:eu-central-1:111122223333:stacks']
                rollbackTriggers: ['arn:aws:cloudwatch:eu-central-1:111122223333:alarm:errors']
                monitoringMinutes: 10
                onFailure: delete
                disableRollback: false
                stackPolicy: '{"Statement": []}'
                terminationProtection: true
                """);

        assertThat(target.serviceRole()).hasValue("arn:aws:iam::111122223333:role/cloudformation");
        assertThat(target.scope().enforcement())
                .isEqualTo(new Enforcement(Enforcement.Mode.WARN, Optional.of(Instant.parse("2026-12-31T00:00:00Z"))));
        assertThat(target.staging()).hasValue(new Staging("templates", "cfn/"));
        assertThat(target.readBack()).isEqualTo(ReadBackMode.AFTER);
        assertThat(target.settings())
                .isEqualTo(new StackSettings(
                        List.of("arn:aws:sns:eu-central-1:111122223333:stacks"),
                        List.of("arn:aws:cloudwatch:eu-central-1:111122223333:alarm:errors"),
                        10,
                        Optional.of(OnFailure.DELETE),
                        false,
                        Optional.of("{\"Statement\": []}"),
                        Optional.of(true)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "enforcement: {mode: warn} | until when",
                "enforcement: {until: 2026-12-31T00:00:00Z} | needs the member 'mode'",
                "enforcement: {mode: off, until: 2026-12-31T00:00:00Z} | should be one of [ENFORCE, WARN, OBSERVE]",
                "enforcement: {mode: enforce, until: 2026-12-31T00:00:00Z} | one that enforces does not",
                "enforcement: {mode: warn, until: soon} | a time such as",
                "enforcement: {mode: warn, till: 2026-12-31T00:00:00Z} | nobody knows",
                "bucketPrefix: cfn/ | needs the member 'bucket'",
                "bucket: Not_A_Bucket | A bucket is named",
                "readBack: never | should be one of [BEFORE, AFTER]",
                "monitoringMinutes: 181 | 0 to 180",
                "onFailure: panic | should be one of",
                "terminationProtection: maybe | should be true or false",
                "serviceRole: admin | is named by its ARN",
                "relaxed: true | nobody knows",
            })
    void saysWhatIsWrongAndWhere(String line, String complaint) {
        assertThatThrownBy(() -> read(line + "\n"))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("target.yaml:")
                .hasMessageContaining(complaint);
    }

    @Test
    void refusesToDisableRollbackAndRollBack() {
        assertThatThrownBy(() -> read("disableRollback: true\nonFailure: rollback\n"))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("contradicts");
    }
}
