package io.jenkins.plugins.cfnattest.gate;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate;
import io.jenkins.plugins.cfnattest.template.TemplateException;
import java.time.Instant;

/** Inspects a template again, for envelopes whose own result is no evidence. */
@FunctionalInterface
public interface Reinspector {
    /**
     * Inspects with every built-in rule, evaluated for this request. So what was inspected and what is asked for have the same parameters.
     *
     * @param now what the inspection says of its time
     * @throws TemplateException when these bytes are no template, or the request's parameters do not fit it
     */
    InspectionPredicate inspect(Bytes template, DeploymentRequest request, Instant now) throws TemplateException;
}
