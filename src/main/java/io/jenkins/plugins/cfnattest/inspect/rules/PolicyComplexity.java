package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Element;
import io.jenkins.plugins.cfnattest.inspect.Finding;
import io.jenkins.plugins.cfnattest.inspect.Node;
import io.jenkins.plugins.cfnattest.inspect.Rule;
import io.jenkins.plugins.cfnattest.inspect.RuleSetException;
import io.jenkins.plugins.cfnattest.inspect.RuleText;
import io.jenkins.plugins.cfnattest.inspect.RuleType;
import io.jenkins.plugins.cfnattest.inspect.View;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Policies that nobody understands: a metric over statements, services and conditions reaches a threshold.
 *
 * @param threshold from which on a policy is too complex
 */
record PolicyComplexity(int threshold) implements Rule {
    private static final String ARGUMENT = "spcm_threshold";
    private static final int STANDARD = 25;
    private static final String POLICY = "AWS::IAM::Policy";
    private static final String ROLE = "AWS::IAM::Role";
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{.*}");

    static PolicyComplexity standard() {
        return new PolicyComplexity(STANDARD);
    }

    @Override
    public String id() {
        return "W76";
    }

    @Override
    public RuleType type() {
        return RuleType.WARN;
    }

    @Override
    public String name() {
        return "SPCMRule";
    }

    @Override
    public RuleText text() {
        return new RuleText(
                "Reports an AWS::IAM::Policy, or an inline policy of an AWS::IAM::Role, that weighs " + threshold
                        + " or more (argument " + ARGUMENT
                        + "). A statement weighs 1, and 1 more for Deny, NotAction, NotResource and a"
                        + " star among others, 2 for each service beyond the first, 1 for each service with resources but no"
                        + " actions, 2 to 5 for a condition operator, and 1 for each variable.",
                "The policy is too complex to be sure of what it allows",
                "split its statements by purpose into several policies",
                "Rights that nobody understands are rights that nobody checks.");
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Set<String> types() {
        return Set.of(POLICY, ROLE);
    }

    @Override
    public Set<String> argumentNames() {
        return Set.of(ARGUMENT);
    }

    @Override
    public PolicyComplexity withArgument(String argument, String value) throws RuleSetException {
        if (!argument.equals(ARGUMENT) || !value.matches("[0-9]{1,6}")) {
            throw new RuleSetException(
                    "Expected " + ARGUMENT + " to be a number of at most six digits, but found something else.");
        }
        return new PolicyComplexity(Integer.parseInt(value));
    }

    @Override
    public List<Finding> check(View view) {
        List<Finding> findings = new ArrayList<>();
        for (Element policy : view.ofType(POLICY)) {
            addWhenComplex(policy.get("PolicyDocument"), findings);
        }
        for (Element role : view.ofType(ROLE)) {
            inline(role).forEach(document -> addWhenComplex(document, findings));
        }
        return findings;
    }

    /** The inline policies of a role; of two with the same name the later one counts. */
    private static Iterable<Node> inline(Element role) {
        Map<String, Node> documents = new LinkedHashMap<>();
        for (Node policy : role.get("Policies").items()) {
            Node name = policy.get("PolicyName");
            if (name.present()) {
                documents.put(name.text().orElse(policy.path()), policy.get("PolicyDocument"));
            }
        }
        return documents.values();
    }

    private void addWhenComplex(Node document, List<Finding> findings) {
        if (document.present() && isComplex(document)) {
            findings.add(Finding.at(document));
        }
    }

    /** Whether a policy document that is a map reaches the threshold. */
    boolean isComplex(Node document) {
        return Statement.of(document).stream().mapToInt(PolicyComplexity::weigh).sum() >= threshold;
    }

    private static int weigh(Statement statement) {
        Node node = statement.node();
        List<Node> notActions = node.get("NotAction").items();
        List<Node> notResources = node.get("NotResource").items();
        List<Node> actions = orElse(node.get("Action").items(), notActions);
        List<Node> resources = orElse(node.get("Resource").items(), notResources);
        return 1
                + one(node.get("Effect").is("Deny"))
                + one(!notActions.isEmpty())
                + one(!notResources.isEmpty())
                + services(actions, resources)
                + one(mixed(actions))
                + one(mixed(resources))
                + conditions(node.get("Condition"));
    }

    private static List<Node> orElse(List<Node> nodes, List<Node> others) {
        return nodes.isEmpty() ? others : nodes;
    }

    private static int one(boolean counts) {
        return counts ? 1 : 0;
    }

    /** Two for each service beyond the first, one for each service that has resources but no actions. */
    private static int services(List<Node> actions, List<Node> resources) {
        Set<String> ofActions = named(actions, 0);
        Set<String> ofResources = named(resources, 2);
        Set<String> all = new LinkedHashSet<>(ofActions);
        all.addAll(ofResources);
        all.remove("*");
        int extra = Math.max(0, all.size() - 1) * 2;
        if (onlyStar(actions) || onlyStar(resources)) {
            return extra;
        }
        ofResources.removeAll(ofActions);
        ofResources.remove("*");
        return extra + ofResources.size();
    }

    private static Set<String> named(List<Node> nodes, int field) {
        Set<String> names = new LinkedHashSet<>();
        for (Node node : nodes) {
            if (node.is("*")) {
                names.add("*");
            } else if (node.text().isEmpty()) {
                names.add(node.value().map(Object::toString).orElse(""));
            } else {
                String[] fields = node.text().get().split(":", -1);
                names.add(fields.length > field ? fields[field] : "");
            }
        }
        return names;
    }

    private static boolean onlyStar(List<Node> nodes) {
        return nodes.size() == 1 && nodes.get(0).is("*");
    }

    private static boolean mixed(List<Node> nodes) {
        return nodes.size() > 1 && nodes.stream().anyMatch(node -> node.is("*"));
    }

    private static int conditions(Node condition) {
        int weight = 0;
        for (String operator : condition.names()) {
            weight += 2;
            weight += operator.startsWith("ForAllValues") || operator.startsWith("ForAnyValues") ? 2 : 0;
            weight += one(operator.endsWith("IfExists"));
            weight += one(operator.equals("Null"));
            Node keys = condition.get(operator);
            for (String key : keys.names()) {
                weight += (int) keys.get(key).items().stream()
                        .filter(value -> value.string()
                                .filter(PolicyComplexity::hasVariable)
                                .isPresent())
                        .count();
            }
        }
        return weight;
    }

    private static boolean hasVariable(String text) {
        return VARIABLE.matcher(text.replace("${$}", "").replace("${*}", "").replace("${?}", ""))
                .find();
    }
}
