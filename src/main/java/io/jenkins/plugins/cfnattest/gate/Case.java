package io.jenkins.plugins.cfnattest.gate;

import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate;
import io.jenkins.plugins.cfnattest.signing.VerifiedStatement;
import io.jenkins.plugins.cfnattest.template.Template;
import io.jenkins.plugins.cfnattest.template.TemplateException;
import java.time.Instant;
import java.util.Optional;

/** What all checks of one answer look at: one verified statement, one policy, one instant. */
final class Case {
    private final VerifiedStatement verified;
    private final Policy policy;
    private final Instant now;
    private Optional<Template> template = Optional.empty();

    Case(VerifiedStatement verified, Policy policy, Instant now) {
        this.verified = verified;
        this.policy = policy;
        this.now = now;
    }

    VerifiedStatement verified() {
        return verified;
    }

    InspectionPredicate predicate() {
        return verified.statement().predicate();
    }

    Policy policy() {
        return policy;
    }

    Instant now() {
        return now;
    }

    /** The attested template, read by the gate itself from the verified bytes, once. */
    Template template() throws TemplateException {
        if (template.isEmpty()) {
            template = Optional.of(Template.parse(verified.template().toArray()));
        }
        return template.get();
    }
}
