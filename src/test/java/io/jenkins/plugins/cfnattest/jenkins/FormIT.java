package io.jenkins.plugins.cfnattest.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.cfnattest.jenkins.harness.InJenkins;
import io.jenkins.plugins.cfnattest.jenkins.harness.JenkinsClient;
import io.jenkins.plugins.cfnattest.jenkins.harness.JenkinsServer;
import io.jenkins.plugins.cfnattest.ledger.LogSigner;
import io.jenkins.plugins.cfnattest.ledger.LogWriter;
import io.jenkins.plugins.cfnattest.signing.Algorithm;
import io.jenkins.plugins.cfnattest.signing.SigningKey;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the form asks while it is filled in: lists, checks of fields, and the buttons that connect. */
@InJenkins
class FormIT {
    private static final String ROOM = "descriptorByName/io.jenkins.plugins.cfnattest.plugin.config.";
    private static final String CONFIGURATION = ROOM + "CfnAttestationConfiguration/";
    private static final String FORM = "application/x-www-form-urlencoded";

    private static final String ERROR = "class=\"error\"";
    private static final String WARNING = "class=\"warning\"";
    private static final String OK = "class=\"ok\"";

    private final JenkinsServer jenkins;
    private Staging staging;

    FormIT(JenkinsServer jenkins) {
        this.jenkins = jenkins;
    }

    @BeforeEach
    void configure() throws IOException {
        staging = Staging.at(jenkins);
        staging.giveTheGateAKey();
    }

    @AfterEach
    void close() {
        staging.close();
    }

    @Test
    void offersKeysThatAttestNothing() throws IOException {
        assertThat(values(CONFIGURATION + "fillGateKeyItems", Map.of("gateKey", "gate-key")))
                .contains("", "gate-key")
                .doesNotContain("signing-key", "staging-aws");
        assertThat(values(CONFIGURATION + "fillRecordKeyItems", Map.of("recordKey", "")))
                .contains("gate-key")
                .doesNotContain("signing-key");
    }

    /** A list without the present value would replace it unseen when the form is saved. */
    @ParameterizedTest
    @ValueSource(strings = {"vanished", "signing-key"})
    void keepsTheValueThatIsSetAndSaysWhatIsWrong(String set) throws IOException {
        assertThat(values(CONFIGURATION + "fillGateKeyItems", Map.of("gateKey", set)))
                .contains(set, "gate-key");
        assertThat(values(CONFIGURATION + "fillRecordKeyItems", Map.of("recordKey", set)))
                .contains(set);
        assertThat(check(CONFIGURATION + "checkGateKey", Map.of("value", set))).contains(ERROR);
    }

    @Test
    void saysWhatIsMissingForTheGatesKey() {
        assertThat(check(CONFIGURATION + "checkGateKey", Map.of("value", "gate-key")))
                .contains("BEGIN PUBLIC KEY");
        assertThat(check(CONFIGURATION + "checkGateKey", Map.of("value", ""))).contains(WARNING, "not sign");
        assertThat(check(CONFIGURATION + "checkGateKey", Map.of("value", "vanished")))
                .contains("There is no credential", "vanished");
        assertThat(check(CONFIGURATION + "checkGateKey", Map.of("value", "signing-key")))
                .contains("trusted for", "attest", "Make another key");
    }

    @Test
    void saysWhatIsMissingForTheRecord(@TempDir Path temp) throws Exception {
        SigningKey key = SigningKey.generate(Algorithm.ED25519, new SecureRandom());
        Path folder = temp.resolve("record");
        LogWriter.create(folder, new LogSigner("example.com/record", key));
        addKey("record-key", key);
        assertThat(folder("record")).contains(ERROR, "absolute path");
        assertThat(folder(temp.resolve("gone").toString())).contains(ERROR, "log init");
        assertThat(folder(folder.toString())).doesNotContain(ERROR);
        assertThat(record(folder.toString(), "record-key", "gate-key")).contains("BEGIN PUBLIC KEY");
        assertThat(record(folder.toString(), "", "gate-key")).contains(ERROR, "only one of them");
        assertThat(record("", "record-key", "")).contains(ERROR, "only one of them");
        assertThat(record("", "", "gate-key")).doesNotContain(ERROR);
        assertThat(record(folder.toString(), "record-key", "record-key")).contains(ERROR, "one key");
        assertThat(record(folder.toString(), "gate-key", "")).contains(ERROR, "cannot be used");
        assertThat(record(temp.toString(), "record-key", "")).contains(ERROR, "cannot be used");
    }

    @Test
    void connectsToATarget() {
        assertThat(connect(Staging.ACCOUNT)).contains(OK, "belong to account " + Staging.ACCOUNT);
        assertThat(connect("999999999999")).contains(ERROR, "999999999999", Staging.ACCOUNT);
        staging.aws().fail("GetCallerIdentity", 403, "InvalidClientTokenId", "no such key");
        assertThat(connect(Staging.ACCOUNT)).contains(ERROR, "InvalidClientTokenId");
        assertThat(staging.aws().requests())
                .allMatch(request -> request.action().equals("GetCallerIdentity"));
    }

    @Test
    void connectsToAService() throws IOException {
        try (RunningService service = RunningService.in(jenkins.folder().resolve("form-service"))) {
            jenkins.client().script("""
                    import com.cloudbees.plugins.credentials.*
                    import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl
                    def store = SystemCredentialsProvider.instance
                    store.credentials.add(new StringCredentialsImpl(
                        CredentialsScope.SYSTEM, 'service-token', '', hudson.util.Secret.fromString(%s)))
                    store.save()
                    """.formatted(Staging.groovy(service.token())));
            assertThat(attest(service, "V1", "service-token", service.key())).contains(OK, "verifies");
            assertThat(attest(service, "SERVICE_2020", "service-token", service.key2020()))
                    .contains(OK);
            assertThat(attest(service, "V1", "service-token", service.key2020()))
                    .contains(ERROR);
            assertThat(attest(service, "V1", "", service.key())).contains(ERROR, "401");
            assertThat(attest(service, "V1", "vanished", service.key())).contains(ERROR, "vanished");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CfnAttestationConfiguration/fillGateKeyItems",
                "CfnAttestationConfiguration/fillRecordKeyItems",
                "CfnAttestationConfiguration/checkGateKey",
                "CfnAttestationConfiguration/checkRecordKey",
                "CfnAttestationConfiguration/checkRecordFolder",
                "TargetEntry/testConnection",
                "ServiceEntry/testConnection"
            })
    void answersAdministratorsWhoPostAndNobodyElse(String method) {
        assertThat(jenkins.client().get(ROOM + method).status()).isIn(404, 405);
        assertThat(jenkins.client().anonymousPost(ROOM + method).status()).isIn(401, 403);
        JenkinsClient somebody = jenkins.user("somebody");
        jenkins.client().script("""
                import hudson.security.*
                import jenkins.model.Jenkins
                def root = ACL.lambda2({ user, permission -> user.name == 'admin' || permission == Jenkins.READ }
                    as java.util.function.BiFunction)
                def field = Jenkins.getDeclaredField('authorizationStrategy')
                field.accessible = true
                field.set(Jenkins.get(), [getRootACL: { root }, getGroups: { [] }] as AuthorizationStrategy)
                """);
        try {
            assertThat(somebody.get("api/json").status()).isEqualTo(200);
            assertThat(somebody.post(ROOM + method, FORM, "value=x").status()).isEqualTo(403);
        } finally {
            jenkins.client().script("""
                    import hudson.security.*
                    def strategy = new FullControlOnceLoggedInAuthorizationStrategy()
                    strategy.allowAnonymousRead = false
                    jenkins.model.Jenkins.get().authorizationStrategy = strategy
                    """);
        }
        assertThat(staging.aws().requests()).isEmpty();
    }

    @Test
    void showsListsAndButtons() {
        assertThat(jenkins.client().page("manage/configure"))
                .contains("fillGateKeyItems", "fillRecordKeyItems", "Test the connection", "Test the service");
    }

    private String connect(String account) {
        return check(
                ROOM + "TargetEntry/testConnection",
                Map.of(
                        "defaultRegion",
                        Staging.REGION,
                        "account",
                        account,
                        "partition",
                        "aws",
                        "awsCredentialsId",
                        "staging-aws",
                        "endpoint",
                        staging.aws().endpoint().toString()));
    }

    private String attest(RunningService service, String protocol, String token, SigningKey pinned) {
        return check(
                ROOM + "ServiceEntry/testConnection",
                Map.of(
                        "url",
                        service.address().toString(),
                        "protocol",
                        protocol,
                        "tokenCredentialsId",
                        token,
                        "pinnedKey",
                        pinned.verificationKey().toPem()));
    }

    private String folder(String value) {
        return check(CONFIGURATION + "checkRecordFolder", Map.of("value", value));
    }

    private String record(String folder, String key, String gateKey) {
        return check(
                CONFIGURATION + "checkRecordKey", Map.of("value", key, "recordFolder", folder, "gateKey", gateKey));
    }

    private void addKey(String id, SigningKey key) {
        jenkins.client().script("""
                import com.cloudbees.plugins.credentials.*
                import com.cloudbees.plugins.credentials.domains.Domain
                import hudson.util.Secret
                import io.jenkins.plugins.cfnattest.plugin.keys.*
                def store = SystemCredentialsProvider.instance
                store.domainCredentialsMap[Domain.global()].add(new SigningKeyCredential(
                    CredentialsScope.SYSTEM, '%s', '', Secret.fromString(%s), Secret.fromString(''), ''))
                store.save()
                """.formatted(id, Staging.groovy(key.toPem(Optional.empty()))));
    }

    private List<String> values(String path, Map<String, String> fields) throws IOException {
        JsonNode answer = new ObjectMapper().readTree(check(path, fields));
        return answer.path("values").findValuesAsText("value");
    }

    private String check(String path, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        JenkinsClient.Answer answer = jenkins.client().post(path, FORM, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.text();
    }
}
