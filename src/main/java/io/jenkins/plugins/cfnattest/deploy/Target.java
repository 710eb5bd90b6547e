package io.jenkins.plugins.cfnattest.deploy;

import io.jenkins.plugins.cfnattest.gate.TargetScope;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where to deploy and how to get there.
 *
 * @param scope what is allowed there
 * @param endpoint a CloudFormation and STS endpoint to use in place of AWS's own, http or https; over http the secret parameters can be read on the way
 * @param assumeRole ARN of a role to assume for the deployment
 * @param externalId the external id for that role
 * @param staging where templates go that are too long for a request; absent: such a template cannot be deployed
 * @param readBack when what CloudFormation holds is compared with what was allowed
 * @param settings what belongs to the target's stacks
 */
public record Target(
        TargetScope scope,
        Optional<URI> endpoint,
        Optional<String> assumeRole,
        Optional<String> externalId,
        Optional<Staging> staging,
        ReadBackMode readBack,
        StackSettings settings) {
    private static final Pattern ROLE = Pattern.compile("arn:[a-z-]+:iam::[0-9]{12}:role/[\\w+=,.@/-]+");

    /** What hosts of AWS end in, by partition and for IPv6 (AWS general reference, "AWS service endpoints"). */
    private static final Pattern AWS = Pattern.compile(
            "(?i).*\\.(amazonaws\\.com(\\.cn)?|amazonaws\\.eu|api\\.aws|c2s\\.ic\\.gov|sc2s\\.sgov\\.gov"
                    + "|cloud\\.adc-e\\.uk|csp\\.hci\\.ic\\.gov)\\.?");

    public Target {
        endpoint.ifPresent(Target::requireHttp);
        assumeRole.ifPresent(arn -> requireRole("to assume", arn));
        scope.serviceRole().ifPresent(arn -> requireRole("for CloudFormation", arn));
        if (externalId.isPresent() && assumeRole.isEmpty()) {
            throw new IllegalArgumentException("Target '" + scope.name()
                    + "' has an external id but no role to assume; name the role, or take the external id away.");
        }
    }

    /** A target in AWS itself with the caller's own rights. */
    public static Target of(TargetScope scope) {
        return new Target(scope, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** A target that is read back before execution, without a bucket and without settings of its own. */
    public Target(TargetScope scope, Optional<URI> endpoint, Optional<String> assumeRole, Optional<String> externalId) {
        this(scope, endpoint, assumeRole, externalId, Optional.empty(), ReadBackMode.BEFORE, StackSettings.none());
    }

    /** ARN of the role CloudFormation itself uses. */
    public Optional<String> serviceRole() {
        return scope.serviceRole();
    }

    /** Whether it is AWS that answers there, and not a server that only looks like it. */
    boolean isAws() {
        return endpoint.map(URI::getHost)
                .map(host -> AWS.matcher(host).matches())
                .orElse(true);
    }

    private static void requireHttp(URI endpoint) {
        boolean http = "https".equals(endpoint.getScheme()) || "http".equals(endpoint.getScheme());
        if (!http || endpoint.getHost() == null || endpoint.getUserInfo() != null) {
            throw new IllegalArgumentException(
                    "An endpoint is an http or https URL with a host and without a user, such as https://cloudformation.example.org.");
        }
    }

    private static void requireRole(String what, String arn) {
        if (!ROLE.matcher(arn).matches()) {
            throw new IllegalArgumentException("The role " + what
                    + " is named by its ARN, such as arn:aws:iam::123456789012:role/deploy, but this is '" + arn
                    + "'.");
        }
    }
}
