package io.jenkins.plugins.cfnattest.plugin.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hudson.AbortException;
import io.jenkins.plugins.cfnattest.app.Begun;
import io.jenkins.plugins.cfnattest.app.Permit;
import io.jenkins.plugins.cfnattest.deploy.Running;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Jenkins stores with a running build, and reads after a restart. */
class StoredStateTest {
    private static final Set<Class<?>> PLAIN = Set.of(String.class, boolean.class, int.class, long.class);

    private static Object stored(Object value) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ObjectOutputStream objects = new ObjectOutputStream(out)) {
            objects.writeObject(value);
        }
        try (ObjectInputStream objects = new ObjectInputStream(new ByteArrayInputStream(out.toByteArray()))) {
            return objects.readObject();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "arn:aws:iam::123456789012:role/deployer"})
    void whatIsExecutedIsTheSameAfterwards(String role) throws Exception {
        Running running = new Running(
                "arn:aws:cloudformation:eu-central-1:123456789012:stack/web/1",
                "arn:aws:cloudformation:eu-central-1:123456789012:changeSet/x/2",
                true,
                false,
                Digest.of(Bytes.utf8("Resources: {}")),
                Optional.of(role).filter(one -> !one.isEmpty()));
        Begun begun = new Begun(
                running,
                new Permit(
                        "production",
                        "arn:aws:cloudformation:eu-central-1:123456789012:stack/web",
                        "pay/deploy",
                        Digest.of(Bytes.utf8("template")),
                        Digest.of(Bytes.utf8("attestation")),
                        Optional.of(role).filter(one -> !one.isEmpty()).map(one -> Digest.of(Bytes.utf8(one)))));
        assertThat(((StoredRunning) stored(new StoredRunning(begun))).begun()).isEqualTo(begun);
    }

    /** As version 0 stored it: nobody knows whose end it would be. */
    @Test
    void whatNamesNoDecisionIsRefused() throws Exception {
        Field target = StoredRunning.class.getDeclaredField("target");
        target.setAccessible(true);
        StoredRunning old = new StoredRunning(new Begun(
                new Running(
                        "arn:aws:cloudformation:eu-central-1:123456789012:stack/web/1",
                        "arn:aws:cloudformation:eu-central-1:123456789012:changeSet/x/2",
                        true,
                        false,
                        Digest.of(Bytes.utf8("Resources: {}")),
                        Optional.empty()),
                new Permit(
                        "production",
                        "arn:aws:cloudformation:eu-central-1:123456789012:stack/web",
                        "pay/deploy",
                        Digest.of(Bytes.utf8("template")),
                        Digest.of(Bytes.utf8("attestation")),
                        Optional.empty())));
        target.set(old, null);
        assertThatExceptionOfType(AbortException.class)
                .isThrownBy(((StoredRunning) stored(old))::begun)
                .withMessageContaining("does not name the decision");
    }

    @Test
    void aStepIsTheSameAfterwards() throws Exception {
        CfnDeployGatedStep step = new CfnDeployGatedStep(
                Map.of("artifact", "a.intoto.json", "attestationDigest", "00", "violations", List.of(new Object())),
                "production",
                "web");
        step.setRegion("eu-central-1");
        step.setParameters(Map.of("Env", new StringBuilder("prod")));
        step.setSecretParameters(Map.of("Password", "credential-id"));
        step.setTags(Map.of("team", "books"));
        step.setCapabilities(List.of("CAPABILITY_IAM"));
        step.setWaivers(List.of("a.waiver.json"));
        step.setTemplate("infra/a.yaml");
        step.setRollback(true);
        step.setBreakGlass(Map.of("reason", "outage", "ticket", "OPS-1"));
        step.setTimeoutInMinutes(5);
        CfnDeployGatedStep again = (CfnDeployGatedStep) stored(step);
        assertThat(again.getCapabilities()).containsExactly("CAPABILITY_IAM");
        assertThat(again).usingRecursiveComparison().isEqualTo(step);
        assertThat(again.getAttestation()).isEqualTo(Map.of("artifact", "a.intoto.json", "attestationDigest", "00"));
        assertThat(again.getBreakGlass()).isEqualTo(Map.of("reason", "outage", "ticket", "OPS-1"));
    }

    @Test
    void anExecutionStoresPlainValuesOnly() {
        assertThat(Stream.of(DeployExecution.class, PausingExecution.class)
                        .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
                        .filter(field -> !Modifier.isStatic(field.getModifiers()))
                        .filter(field -> !Modifier.isTransient(field.getModifiers()))
                        .map(Field::getType))
                .allMatch(type ->
                        PLAIN.contains(type) || type == StoredRunning.class || type == CfnDeployGatedStep.class);
        assertThat(Arrays.stream(StoredRunning.class.getDeclaredFields())
                        .filter(field -> !Modifier.isStatic(field.getModifiers()))
                        .map(Field::getType))
                .allMatch(PLAIN::contains);
        assertThat(Serializable.class).isAssignableFrom(CfnDeployGatedStep.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"artifact", "attestationDigest"})
    void anAttestationKeepsItsNamesAsStrings(String name) {
        assertThat(AttestationReference.plain(Map.of(name, new StringBuilder("x"), "other", 1)))
                .isEqualTo(Map.of(name, "x"));
        assertThat(AttestationReference.plain(new StringBuilder("y"))).isEqualTo("y");
        assertThat(AttestationReference.plain(new Object())).isNull();
    }
}
