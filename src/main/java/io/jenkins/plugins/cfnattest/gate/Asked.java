package io.jenkins.plugins.cfnattest.gate;

import io.jenkins.plugins.cfnattest.envelope.DecisionStatement.RequestRef;
import io.jenkins.plugins.cfnattest.signing.VerifiedStatement;
import io.jenkins.plugins.cfnattest.template.EffectiveParameters;
import io.jenkins.plugins.cfnattest.template.Template;
import io.jenkins.plugins.cfnattest.template.TemplateException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What was asked, in the form in which decisions say it and approvals are bound to it. */
final class Asked {
    private Asked() {}

    /**
     * The request.
     *
     * @param verified what was verified: the template tells which parameters have defaults, and which are hidden
     */
    static RequestRef of(DeploymentRequest request, Optional<VerifiedStatement> verified, String readBack) {
        EffectiveParameters parameters =
                verified.map(statement -> parameters(request, statement)).orElseGet(() -> unknown(request));
        return new RequestRef(
                request.target().name(),
                request.stackArn(),
                request.caller(),
                parameters.values(),
                List.copyOf(parameters.withheld()),
                List.copyOf(request.previousValues()),
                List.copyOf(request.effectiveCapabilities()),
                request.role().or(request.target()::serviceRole),
                request.tags(),
                request.rollback(),
                readBack);
    }

    private static EffectiveParameters parameters(DeploymentRequest request, VerifiedStatement statement) {
        try {
            return RequestedParameters.of(Template.parse(statement.template().toArray()), request, Map.of());
        } catch (TemplateException e) {
            // Check 5 refuses such a request, and says why.
            return unknown(request);
        }
    }

    /** Without a template that the parameters fit nobody can tell which of them are to be hidden, so that no value is shown. */
    private static EffectiveParameters unknown(DeploymentRequest request) {
        return new EffectiveParameters(new TreeMap<>(), request.secretParameters());
    }
}
