package io.jenkins.plugins.cfnattest.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Check 13: one rule of the target matches job, stack and region together, capabilities and role are the target's, and the account is the target's.
 * The code tells how far the best rule came: no rule for this job is TARGET_FORBIDDEN, none of those for this stack STACK_FORBIDDEN, none of
 * those for this region REGION_FORBIDDEN.
 */
final class TargetCheck implements Check {
    /** CloudFormation's own rule for names of stacks (CreateStack, StackName). */
    private static final Pattern STACK_NAME = Pattern.compile("[a-zA-Z][-a-zA-Z0-9]{0,127}");

    private static final Pattern REGION_NAME = Pattern.compile("[a-z]{2,8}(-[a-z]{2,16}){1,3}-[0-9]{1,2}");

    private final DeploymentRequest request;
    private final TargetScope target;

    TargetCheck(DeploymentRequest request) {
        this.request = request;
        this.target = request.target();
    }

    @Override
    public int number() {
        return 13;
    }

    @Override
    public String name() {
        return "target";
    }

    @Override
    public List<Refusal> examine(Case facts) {
        List<Refusal> refusals = new ArrayList<>();
        where().ifPresent(refusals::add);
        capabilities().ifPresent(refusals::add);
        role().ifPresent(refusals::add);
        account().ifPresent(refusals::add);
        return refusals;
    }

    private Optional<Refusal> where() {
        if (!STACK_NAME.matcher(request.stack()).matches()) {
            return refusal(
                    ReasonCode.STACK_FORBIDDEN,
                    OneLine.quoted(request.stack())
                            + " is no name of a stack: a letter, then up to 127 letters, digits and hyphens.");
        }
        if (!REGION_NAME.matcher(request.region()).matches()) {
            return refusal(
                    ReasonCode.REGION_FORBIDDEN,
                    OneLine.quoted(request.region()) + " is no name of a region, such as 'eu-central-1'.");
        }
        List<TargetRule> forJob =
                matching(target.rules(), rule -> !request.caller().isBlank() && glob(rule.jobs(), request.caller()));
        if (forJob.isEmpty()) {
            return refusal(
                    ReasonCode.TARGET_FORBIDDEN,
                    "No rule of the target " + OneLine.quoted(target.name()) + " lets the job "
                            + OneLine.quoted(request.caller())
                            + " deploy there. Ask an administrator for a rule, or use another target.");
        }
        List<TargetRule> forStack = matching(forJob, rule -> glob(rule.stacks(), request.stack()));
        if (forStack.isEmpty()) {
            return refusal(
                    ReasonCode.STACK_FORBIDDEN,
                    "The target " + OneLine.quoted(target.name()) + " lets the job " + OneLine.quoted(request.caller())
                            + " deploy the stacks "
                            + forJob.stream().map(TargetRule::stacks).distinct().toList() + ", not "
                            + OneLine.quoted(request.stack()) + ".");
        }
        if (matching(forStack, rule -> regions(rule).contains(request.region())).isEmpty()) {
            return refusal(
                    ReasonCode.REGION_FORBIDDEN,
                    "The target " + OneLine.quoted(target.name()) + " lets the job " + OneLine.quoted(request.caller())
                            + " deploy " + OneLine.quoted(request.stack()) + " in the regions "
                            + forStack.stream()
                                    .flatMap(rule -> regions(rule).stream())
                                    .distinct()
                                    .toList()
                            + ", not in " + OneLine.quoted(request.region()) + ".");
        }
        return Optional.empty();
    }

    private Optional<Refusal> capabilities() {
        Set<String> beyond = new TreeSet<>(request.capabilities());
        beyond.removeAll(target.capabilities());
        if (beyond.isEmpty()) {
            return Optional.empty();
        }
        return refusal(
                ReasonCode.CAPABILITY_FORBIDDEN,
                "The request wants the capabilities " + OneLine.of(beyond.toString(), 4 * OneLine.VALUE)
                        + ", but the target " + OneLine.quoted(target.name()) + " allows "
                        + (target.capabilities().isEmpty() ? "none" : new TreeSet<>(target.capabilities()))
                        + ". Leave them out, or ask an administrator.");
    }

    /** The role decides what CloudFormation may do, so that a pipeline which could choose one could do what that role can. */
    private Optional<Refusal> role() {
        Optional<String> wanted = request.role();
        if (wanted.isEmpty() || wanted.equals(target.serviceRole())) {
            return Optional.empty();
        }
        return refusal(
                ReasonCode.TARGET_FORBIDDEN,
                "The request wants CloudFormation to use the role " + OneLine.of(wanted.get(), 2 * OneLine.VALUE)
                        + ", but the target " + OneLine.quoted(target.name())
                        + target.serviceRole()
                                .map(role -> " uses the role " + role)
                                .orElse(" uses none")
                        + ". Leave the role out, or ask an administrator for a target with it.");
    }

    /** Nobody asked STS: then no deployment follows, and there is nothing to compare. */
    private Optional<Refusal> account() {
        Optional<String> wanted = target.account();
        Optional<String> observed = request.observedAccount();
        if (wanted.isEmpty() || observed.isEmpty() || wanted.equals(observed)) {
            return Optional.empty();
        }
        return refusal(
                ReasonCode.CALLER_FORBIDDEN,
                "The target " + OneLine.quoted(target.name()) + " is the account " + wanted.get()
                        + ", but the credentials belong to " + OneLine.quoted(observed.get())
                        + ". Correct the target's credentials or its account.");
    }

    private List<String> regions(TargetRule rule) {
        return rule.regions().isEmpty() ? List.of(target.defaultRegion()) : rule.regions();
    }

    private static boolean glob(String pattern, String text) {
        return new GlobPattern(pattern).matches(text);
    }

    private static List<TargetRule> matching(List<TargetRule> rules, Predicate<TargetRule> condition) {
        return rules.stream().filter(condition).toList();
    }

    private static Optional<Refusal> refusal(ReasonCode code, String message) {
        return Optional.of(Refusal.of(code, message));
    }
}
