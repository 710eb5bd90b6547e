package io.jenkins.plugins.cfnattest.plugin.config;

import io.jenkins.plugins.cfnattest.app.AttestException;
import io.jenkins.plugins.cfnattest.app.AttestRequest;
import io.jenkins.plugins.cfnattest.app.Deployments;
import io.jenkins.plugins.cfnattest.deploy.AwsAccess;
import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.deploy.Target;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.Invocation;
import io.jenkins.plugins.cfnattest.plugin.SettingException;
import java.util.Map;

/**
 * Tries a setting in earnest, for an administrator who asks for it: what the buttons of the forms do.
 *
 * @param deployments where connections to targets come from
 */
record ConnectionTest(Deployments deployments) {
    private static final String SESSION = "connection-test";

    /** Makes nothing when it is deployed, and there is nothing in it to object to. */
    private static final Bytes TEMPLATE = Bytes.utf8("""
            Resources:
              ConnectionTest:
                Type: AWS::CloudFormation::WaitConditionHandle
            """);

    /**
     * The account that these credentials belong to at the target, as STS says. It changes nothing there.
     *
     * @throws SettingException when nobody answers, or when it is another account than the target's
     */
    String account(Target target, AwsAccess access) throws SettingException {
        String account;
        try (Deployments.Connection connection =
                deployments.connect(target, access, target.scope().defaultRegion(), SESSION)) {
            account = connection.account();
        } catch (DeploymentException | IllegalArgumentException e) {
            throw new SettingException(e.getMessage(), e);
        }
        if (target.scope().account().isPresent()
                && !target.scope().account().get().equals(account)) {
            throw new SettingException("The target's account is "
                    + target.scope().account().get() + ", but the credentials belong to " + account
                    + ". Correct the account, the credentials or the role to assume.");
        }
        return account;
    }

    /**
     * Has a template without content attested, and believes the answer under the pinned key only: so address, token, protocol and key are tried.
     *
     * @throws SettingException when the service does not answer, refuses, or signs with another key
     */
    static void attest(ServiceEntry service) throws SettingException {
        try {
            service.attester()
                    .attest(new AttestRequest(
                            "connection-test.yaml", TEMPLATE, Map.of(), Map.of(), new Invocation(Map.of(), Map.of())));
        } catch (AttestException e) {
            throw new SettingException(e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SettingException("The test was stopped before the service answered. Try again.", e);
        }
    }
}
