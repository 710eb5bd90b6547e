package io.jenkins.plugins.cfnattest.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is known, and by what. */
class CallersTest {
    private static KnownCaller caller(String name, String token) {
        return new KnownCaller(name, digest(token), Set.of(Role.DEPLOY));
    }

    private static Digest digest(String token) {
        return Digest.of(Bytes.utf8(token));
    }

    @Test
    void findsEachByItsToken() {
        Callers callers = new Callers(List.of(caller("a", "1"), caller("b", "2"), caller("c", "3")));

        assertThat(callers.of(digest("1")).map(KnownCaller::name)).contains("a");
        assertThat(callers.of(digest("3")).map(KnownCaller::name)).contains("c");
        assertThat(callers.of(digest("4"))).isEmpty();
        assertThat(Callers.none().of(digest("1"))).isEmpty();
    }

    /** A digest that somebody read in the file is no token: it is digested once more. */
    @Test
    void takesNoDigestForAToken() {
        Callers callers = new Callers(List.of(caller("a", "1")));

        assertThat(callers.of(digest(digest("1").hex()))).isEmpty();
    }

    /** Else somebody could let pass what he asked for himself under his other name. */
    @Test
    void knowsNoNameTwice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Callers(List.of(caller("Anna", "1"), caller("anna", "2"))))
                .withMessageContaining("'anna' is there twice");
    }

    @Test
    void letsNobodyShareAToken() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Callers(List.of(caller("anna", "1"), caller("bert", "1"))))
                .withMessageContaining("'bert' shares one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " anna", "anna ", "an\nna", "änna", "a*", "-a", "a'b"})
    void hasNoOddNames(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> caller(name, "1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "pay/deploy", "ci@example.org", "jane.doe", "Team A/deploy"})
    void hasNamesOfPeopleAndJobs(String name) {
        assertThat(caller(name, "1").name()).isEqualTo(name);
    }

    @Test
    void knowsNobodyWithoutARoleOrAToken() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KnownCaller("anna", digest("1"), Set.of()))
                .withMessageContaining("at least one role");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> caller("anna", ""))
                .withMessageContaining("the digest of nothing");
    }
}
