package io.jenkins.plugins.cfnattest.gate;

import static io.jenkins.plugins.cfnattest.gate.GateFixture.codes;
import static io.jenkins.plugins.cfnattest.gate.GateFixture.messages;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SubjectCheckTest {
    private final GateFixture fixture = new GateFixture();

    @Test
    void refusesASubjectThatIsNotTheCarriedTemplate() {
        Digest other = Digest.of(Bytes.utf8("harmless"));
        fixture.subject = Optional.of(other);

        Decision decision = fixture.decide();

        assertThat(codes(decision)).containsExactly(ReasonCode.SUBJECT_MISMATCH);
        assertThat(messages(decision))
                .contains(other.hex(), Digest.of(fixture.template).hex());
    }

    @Test
    void refusesANamedFileThatDiffersInOneByte() {
        Bytes changed = Bytes.utf8(GateFixture.TEMPLATE.replace("10.0.0.0/8", "10.0.0.0/9"));
        fixture.named = Optional.of(changed);

        Decision decision = fixture.decide();

        assertThat(codes(decision)).containsExactly(ReasonCode.TEMPLATE_MISMATCH);
        assertThat(messages(decision))
                .contains(Digest.of(changed).hex(), Digest.of(fixture.template).hex());
    }

    @Test
    void acceptsTheSameFile() {
        fixture.named = Optional.of(Bytes.utf8(GateFixture.TEMPLATE));

        assertThat(codes(fixture.decide())).isEmpty();
    }
}
