package io.jenkins.plugins.cfnattest.jenkins.harness;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Skips where there is no Jenkins; starts one server at the first test that asks for it and stops it after the last. */
final class JenkinsExtension implements ExecutionCondition, ParameterResolver {
    private static final Namespace SHARED = Namespace.create(JenkinsExtension.class);
    private static final AtomicBoolean SAID = new AtomicBoolean();

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (JenkinsDist.given().isPresent()) {
            return ConditionEvaluationResult.enabled("A Jenkins is given.");
        }
        if (!SAID.getAndSet(true)) {
            System.out.println(JenkinsDist.ABSENT);
        }
        return ConditionEvaluationResult.disabled(JenkinsDist.ABSENT);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == JenkinsServer.class;
    }

    @Override
    public JenkinsServer resolveParameter(ParameterContext parameter, ExtensionContext context) {
        // The store closes what it holds when the last test of the run is over.
        return context.getRoot()
                .getStore(SHARED)
                .computeIfAbsent(
                        JenkinsServer.class,
                        key -> JenkinsServer.start(
                                JenkinsDist.given().orElseThrow(), JenkinsDist.hpi(), Path.of("target/jenkins")),
                        JenkinsServer.class);
    }
}
