package io.jenkins.plugins.cfnattest.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jenkins.plugins.cfnattest.envelope.EnvelopeException.Kind;
import io.jenkins.plugins.cfnattest.envelope.JsonMutant.Change;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every statement beside the inspection: one table of forms, and the same changes to each. */
class PredicateFormsTest {
    /** Members of these are data, and these may be absent. */
    private static final String DATA = ".*\\.(parameters|tags|details|version)\\.[^.]*";

    private static final String ABSENT = ".*\\.(template|stacks|attestation|approval|until|role|changeSet|summary"
            + "|inputAttestations|mediaType|slsaVersion)";

    private interface Reading<S> {
        S of(Bytes payload) throws EnvelopeException;
    }

    private record Form<S>(String name, S sample, Function<S, Bytes> writing, Reading<S> reading) {
        String json() {
            return PredicateFormsTest.json(writing.apply(sample));
        }

        Object read(String json) throws EnvelopeException {
            return reading.of(Bytes.utf8(json));
        }

        Bytes again(Object read) {
            @SuppressWarnings("unchecked")
            S same = (S) read;
            return writing.apply(same);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Form<?>> forms() {
        return List.of(
                new Form<>("waiver", SamplePredicates.waiver(), WaiverJson::write, WaiverJson::read),
                new Form<>(
                        "waiver of a template",
                        SamplePredicates.waiver(SamplePredicates.waiver().template(), Optional.empty()),
                        WaiverJson::write,
                        WaiverJson::read),
                new Form<>(
                        "waiver of stacks",
                        SamplePredicates.waiver(Optional.empty(), Optional.of("arn:**/*ö")),
                        WaiverJson::write,
                        WaiverJson::read),
                new Form<>("approval", SamplePredicates.approval(), ApprovalJson::write, ApprovalJson::read),
                new Form<>("deployment", SamplePredicates.deployment(), DeploymentJson::write, DeploymentJson::read),
                new Form<>("summary", SamplePredicates.summary(), SummaryJson::write, SummaryJson::read),
                new Form<>("decision", SamplePredicates.decision(), DecisionJson::write, DecisionJson::read),
                new Form<>("refusal", SamplePredicates.unverified(), DecisionJson::write, DecisionJson::read));
    }

    private static Stream<Arguments> mutants(Change change, String... not) {
        return forms().stream()
                .flatMap(form -> JsonMutant.of(form.json(), change).stream()
                        .filter(mutant -> Stream.of(not)
                                .noneMatch(pattern -> mutant.change().matches(pattern)))
                        .map(mutant -> Arguments.of(form, mutant)));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void readsWhatItWrote(Form<?> form) throws Exception {
        Object read = form.read(form.json());

        assertThat(read).isEqualTo(form.sample());
        assertThat(json(form.again(read))).isEqualTo(form.json());
    }

    @ParameterizedTest
    @MethodSource("forms")
    void hasTheFrameOfAStatement(Form<?> form) {
        assertThat(form.json()).startsWith("{\"_type\":\"https://in-toto.io/Statement/v1\",\"subject\":[{\"name\":\"");
    }

    @ParameterizedTest
    @MethodSource("forms")
    void writesTheSameBytesInEveryLocale(Form<?> form) {
        String before = form.json();
        Locale locale = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("hi-IN-u-nu-deva"));
        try {
            assertThat(form.json()).isEqualTo(before);
        } finally {
            Locale.setDefault(locale);
        }
    }

    static Stream<Arguments> incomplete() {
        return mutants(
                Change.REMOVE, DATA, ABSENT, "REMOVE predicate\\.verifier\\.version", "REMOVE subject\\[0].name");
    }

    static Stream<Arguments> spoiled() {
        return Stream.of(Change.DOUBLE, Change.NULL, Change.RETYPE)
                .flatMap(change -> mutants(
                        change,
                        // A subject's name that nobody looks at, and what a summary says beyond what is needed.
                        "(NULL|RETYPE) subject\\[0].name",
                        "(NULL|RETYPE) .*mediaType"));
    }

    @ParameterizedTest
    @MethodSource({"incomplete", "spoiled"})
    void refusesEveryMissingDoubledOrWrongMember(Form<?> form, JsonMutant mutant) {
        String path = mutant.change().substring(mutant.change().indexOf(' ') + 1);

        assertThatExceptionOfType(EnvelopeException.class)
                .isThrownBy(() -> form.read(mutant.json()))
                .withMessageContaining(path.substring(path.lastIndexOf('.') + 1))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.MALFORMED));
    }

    static Stream<Arguments> extended() {
        return mutants(Change.PRECEDE, DATA);
    }

    @ParameterizedTest
    @MethodSource("extended")
    void ignoresUnknownMembers(Form<?> form, JsonMutant mutant) throws Exception {
        assertThat(form.read(mutant.json())).isEqualTo(form.sample());
    }

    @ParameterizedTest
    @MethodSource("forms")
    void refusesTwoSubjectsAndNone(Form<?> form) {
        String json = form.json();
        int start = json.indexOf("[{") + 1;
        int end = json.indexOf("}}]") + 2;
        String subject = json.substring(start, end);

        assertThatExceptionOfType(EnvelopeException.class)
                .isThrownBy(() -> form.read(json.substring(0, end) + "," + subject + json.substring(end)))
                .withMessageContaining("exactly one subject, but found 2");
        assertThatExceptionOfType(EnvelopeException.class)
                .isThrownBy(() -> form.read(json.substring(0, start) + json.substring(end)))
                .withMessageContaining("exactly one subject, but found 0");
    }

    @ParameterizedTest
    @MethodSource("forms")
    void readsNoOtherPredicate(Form<?> form) {
        for (Form<?> other : forms()) {
            if (!other.sample().getClass().equals(form.sample().getClass())) {
                assertThatExceptionOfType(EnvelopeException.class)
                        .isThrownBy(() -> form.read(other.json()))
                        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.PREDICATE_UNSUPPORTED));
            }
        }
        assertThatExceptionOfType(EnvelopeException.class)
                .isThrownBy(() -> form.read(json(StatementJson.write(SampleStatement.full()))))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.PREDICATE_UNSUPPORTED));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void refusesEveryByteMoreOrLess(Form<?> form) {
        assertThatExceptionOfType(EnvelopeException.class).isThrownBy(() -> form.read(form.json() + "{}"));
        byte[] whole = Bytes.utf8(form.json()).toArray();
        for (int length = 0; length < whole.length; length++) {
            Bytes cut = Bytes.of(Arrays.copyOf(whole, length));
            assertThatExceptionOfType(EnvelopeException.class)
                    .isThrownBy(() -> form.reading().of(cut));
        }
    }

    @Test
    void cutsFractionsOfASecondOff() throws Exception {
        Waiver precise = new Waiver(
                "W1",
                "",
                Optional.empty(),
                Optional.of("**"),
                "o",
                "r",
                "t",
                SamplePredicates.NOON.plusNanos(999_999_999),
                SamplePredicates.EVENING);

        assertThat(WaiverJson.read(WaiverJson.write(precise)).issuedAt()).isEqualTo(SamplePredicates.NOON);
    }

    @Test
    void refusesToWriteWhatRfc3339OrUtf8CanNotSay() {
        Instant late = Instant.parse("+12026-03-04T05:06:07Z");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApprovalJson.write(
                        new Approval(Digest.of(Bytes.utf8("")), "a", "b", "r", "t", SamplePredicates.NOON, late)))
                .withMessageContaining("expiresAt");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WaiverJson.write(SamplePredicates.waiver(Optional.empty(), Optional.of("\uD800"))));
    }

    private static String json(Bytes bytes) {
        try {
            return bytes.toUtf8();
        } catch (CharacterCodingException e) {
            throw new AssertionError(e);
        }
    }
}
