package io.jenkins.plugins.cfnattest.plugin.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cfnattest.gate.Policy;
import io.jenkins.plugins.cfnattest.plugin.SettingException;
import io.jenkins.plugins.cfnattest.signing.Algorithm;
import io.jenkins.plugins.cfnattest.signing.SigningKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is refused whoever sets it: the form, configuration as code, or a script. */
class ConfiguredTest {
    private static final String PEM = SigningKey.generate(Algorithm.ED25519, new SecureRandom())
            .verificationKey()
            .toPem();
    private static final PolicyEntry STRICT =
            new PolicyEntry("strict", new String(Policy.standardFile().toArray(), StandardCharsets.UTF_8));
    private static final ServiceEntry CENTRAL = new ServiceEntry("central", "https://attest.example.org", PEM);
    private static final TrustedKeyEntry KEY = new TrustedKeyEntry("main", PEM);

    private static TargetEntry target(String policy) {
        TargetEntry target = new TargetEntry("staging", "eu-central-1");
        target.setPolicy(policy);
        return target;
    }

    /** The parts that a test varies. */
    private static Configured with(
            List<ServiceEntry> services,
            List<TrustedKeyEntry> trusted,
            List<TargetEntry> targets,
            List<PolicyEntry> policies,
            String defaultKey,
            String defaultService) {
        return new Configured(List.of(), services, trusted, targets, policies, defaultKey, defaultService, "", "", "");
    }

    private static Configured targets(TargetEntry... targets) {
        return with(List.of(), List.of(), List.of(targets), List.of(STRICT), "", "");
    }

    @Test
    void whatFitsTogetherIsFine() {
        assertThatCode(() -> with(
                                List.of(CENTRAL),
                                List.of(KEY),
                                List.of(target("strict")),
                                List.of(STRICT),
                                "",
                                "central")
                        .check())
                .doesNotThrowAnyException();
    }

    @Test
    void nothingAtAllIsFine() {
        assertThatCode(() ->
                        with(List.of(), List.of(), List.of(), List.of(), "", "").check())
                .doesNotThrowAnyException();
    }

    static Stream<Arguments> mistakes() {
        TargetEntry warning = target("");
        warning.setEnforcement("WARN");
        return Stream.of(
                Arguments.of(targets(target("strickt")), new String[] {"'staging'", "'strickt'", "[strict]"}),
                Arguments.of(targets(warning), new String[] {"'staging'"}),
                Arguments.of(targets(target(""), target("")), new String[] {"two entries", "'staging'"}),
                Arguments.of(
                        with(List.of(), List.of(), List.of(), List.of(STRICT, STRICT), "", ""),
                        new String[] {"two entries", "'strict'"}),
                Arguments.of(
                        with(List.of(), List.of(), List.of(), List.of(new PolicyEntry("bad", "a: [")), "", ""),
                        new String[] {"policy 'bad':"}),
                Arguments.of(
                        with(List.of(), List.of(new TrustedKeyEntry("odd", "nonsense")), List.of(), List.of(), "", ""),
                        new String[] {"The trusted key 'odd'"}),
                Arguments.of(
                        with(List.of(), List.of(KEY, new TrustedKeyEntry("again", PEM)), List.of(), List.of(), "", ""),
                        new String[] {"again"}),
                Arguments.of(
                        with(
                                List.of(new ServiceEntry("central", "ftp://x", PEM)),
                                List.of(),
                                List.of(),
                                List.of(),
                                "",
                                ""),
                        new String[] {"The service 'central'", "ftp://x"}),
                Arguments.of(
                        with(List.of(CENTRAL), List.of(), List.of(), List.of(), "", "centrall"),
                        new String[] {"no service 'centrall'", "[central]"}),
                Arguments.of(
                        with(List.of(CENTRAL), List.of(), List.of(), List.of(), "main", ""),
                        new String[] {"no key 'main'"}),
                Arguments.of(
                        with(List.of(CENTRAL), List.of(), List.of(), List.of(), "main", "central"),
                        new String[] {"both are named", "'main'", "'central'"}));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void namesWhatIsWrong(Configured mistaken, String[] named) {
        assertThatThrownBy(mistaken::check).isInstanceOf(SettingException.class).hasMessageContainingAll(named);
    }
}
