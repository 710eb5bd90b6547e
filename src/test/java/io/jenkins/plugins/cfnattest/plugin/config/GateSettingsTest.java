package io.jenkins.plugins.cfnattest.plugin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.jenkins.plugins.cfnattest.gate.Policy;
import io.jenkins.plugins.cfnattest.plugin.SettingException;
import io.jenkins.plugins.cfnattest.signing.Algorithm;
import io.jenkins.plugins.cfnattest.signing.Purpose;
import io.jenkins.plugins.cfnattest.signing.SigningKey;
import io.jenkins.plugins.cfnattest.signing.TrustedKey;
import io.jenkins.plugins.cfnattest.signing.TrustedKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GateSettingsTest {
    private static final SigningKey KEY = SigningKey.generate(Algorithm.ED25519, new SecureRandom());
    private static final TrustedKeys NOBODY = new TrustedKeys(List.of());
    private static final PolicyEntry STRICT = new PolicyEntry(
            "strict",
            new String(Policy.standardFile().toArray(), StandardCharsets.UTF_8)
                    .replace("signatures: 1\n", "signatures: 2\n"));

    private static GateSettings settings(String folder, String key) {
        return new GateSettings(List.of(STRICT), "", "urn:gate", folder, key);
    }

    @Test
    void withoutANameTheDefaultPolicyHolds() throws SettingException {
        assertThat(settings("", "").policy("")).isEqualTo(Policy.standard());
    }

    @Test
    void findsAPolicyByName() throws SettingException {
        assertThat(settings("", "").policy("strict").signatures()).isEqualTo(2);
    }

    @Test
    void anUnknownPolicyIsNotTheDefaultOne() {
        assertThatThrownBy(() -> settings("", "").policy("strickt"))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("'strickt'");
    }

    @Test
    void refusesATargetWithAnUnknownPolicy() {
        TargetEntry target = new TargetEntry("staging", "eu-central-1");
        target.setPolicy("gone");
        assertThatThrownBy(() -> settings("", "").check(NOBODY, List.of(), List.of(target)))
                .isInstanceOf(SettingException.class)
                .hasMessageContainingAll("'staging'", "'gone'");
    }

    @ParameterizedTest
    @CsvSource({"/record,''", "'',record-key"})
    void refusesHalfARecord(String folder, String key) {
        assertThatThrownBy(() -> settings(folder, key).check(NOBODY, List.of(), List.of()))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("only one");
    }

    @Test
    void withoutARecordNothingIsAskedAndNothingKept() throws SettingException {
        assertThat(settings("", "").record()).isEmpty();
        assertThat(settings("", "").recorder()).isEmpty();
        assertThat(settings("", "").signer(NOBODY, List.of())).isEmpty();
        assertThatCode(() -> settings("", "").check(NOBODY, List.of(), List.of()))
                .doesNotThrowAnyException();
        assertThat(settings("", "").log(Optional.empty())).isNotNull();
    }

    @Test
    void refusesARecordInARelativeFolder() {
        assertThatThrownBy(() -> settings("record", "record-key").record())
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("absolute");
    }

    @ParameterizedTest
    @EnumSource(value = Purpose.class, names = "DECISION", mode = EnumSource.Mode.EXCLUDE)
    void refusesAGateKeyThatIsTrustedForAnythingElse(Purpose purpose) {
        TrustedKeys trusted = new TrustedKeys(List.of(TrustedKey.always("main", KEY.verificationKey(), purpose)));
        assertThatThrownBy(() -> GateSettings.requireOwn("the gate's key", KEY, Purpose.DECISION, trusted))
                .isInstanceOf(SettingException.class)
                .hasMessageContainingAll("'main'", "'" + purpose.word() + "'");
    }

    @Test
    void acceptsAGateKeyThatIsTrustedForDecisions() {
        TrustedKeys trusted =
                new TrustedKeys(List.of(TrustedKey.always("gate", KEY.verificationKey(), Purpose.DECISION)));
        assertThatCode(() -> GateSettings.requireOwn("the gate's key", KEY, Purpose.DECISION, trusted))
                .doesNotThrowAnyException();
    }

    @Test
    void aFolderThatIsThereWillDo(@TempDir Path folder) {
        assertThatCode(() -> GateSettings.checkFolder(folder.toString())).doesNotThrowAnyException();
        assertThatCode(() -> GateSettings.checkFolder("")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"record", "./record", "~/record", "record\0"})
    void refusesWhatIsNoAbsolutePath(String folder) {
        assertThatThrownBy(() -> GateSettings.checkFolder(folder))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("record");
    }

    @Test
    void refusesAFolderThatIsNotThere(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        for (Path odd : List.of(file, folder.resolve("gone"))) {
            assertThatThrownBy(() -> GateSettings.checkFolder(odd.toString()))
                    .isInstanceOf(SettingException.class)
                    .hasMessageContainingAll("no folder", odd.toString(), "cfn-attest log init");
        }
    }

    @Test
    void refusesAFolderThatNobodyCanWriteTo(@TempDir Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-x------"));
        assumeFalse(Files.isWritable(folder), "This user may write everywhere.");
        assertThatThrownBy(() -> GateSettings.checkFolder(folder.toString()))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("may not write");
    }
}
