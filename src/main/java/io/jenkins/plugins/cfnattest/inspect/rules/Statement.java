package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Element;
import io.jenkins.plugins.cfnattest.inspect.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A statement of a policy document.
 *
 * @param node where it stands
 */
record Statement(Node node) {
    private static final Pattern EVERYTHING_OF_A_SERVICE = Pattern.compile("^.+:\\*$", Pattern.MULTILINE);
    private static final String PASS_ROLE = "PassRole";

    /** The statements of a policy document; one that is no list counts as a list of one. */
    static List<Statement> of(Node document) {
        List<Statement> statements = new ArrayList<>();
        document.get("Statement").items().forEach(item -> statements.add(new Statement(item)));
        return statements;
    }

    /** The policy documents among a list of inline policies; those without a name do not exist. */
    static List<Node> inlineDocuments(Element element) {
        List<Node> documents = new ArrayList<>();
        for (Node policy : element.get("Policies").items()) {
            if (policy.get("PolicyName").present()) {
                documents.add(policy.get("PolicyDocument"));
            }
        }
        return documents;
    }

    boolean allows() {
        return node.get("Effect").is("Allow");
    }

    /** The first action that is everything, or everything of a service ({@code s3:*}). */
    Optional<Node> wildcardAction() {
        return first(
                "Action", action -> action.text().filter(Statement::isWildcard).isPresent());
    }

    private static boolean isWildcard(String action) {
        return action.equals("*")
                || action.contains(":*")
                        && EVERYTHING_OF_A_SERVICE.matcher(action).find();
    }

    Optional<Node> wildcardResource() {
        return first("Resource", resource -> resource.is("*"));
    }

    /** {@code NotAction}, {@code NotResource} or {@code NotPrincipal}, when there is anything in it; a principal counts anyway. */
    Optional<Node> inverted(String name) {
        Node inversion = node.get(name);
        boolean nothing = !name.equals("NotPrincipal")
                && inversion.isList()
                && inversion.items().isEmpty();
        return inversion.present() && !nothing ? Optional.of(inversion) : Optional.empty();
    }

    /** The first principal that contains a {@code *}. */
    Optional<Node> wildcardPrincipal() {
        Node principal = node.get("Principal");
        List<Node> candidates = new ArrayList<>();
        if (principal.isMap()) {
            principal
                    .names()
                    .forEach(name -> candidates.addAll(principal.get(name).items()));
        } else {
            candidates.addAll(principal.items());
        }
        return first(
                candidates,
                one -> one.string().filter(text -> text.contains("*")).isPresent());
    }

    /** The action that passes a role, when the statement lets it pass any role. */
    Optional<Node> passesAnyRole() {
        return wildcardResource()
                .flatMap(any -> first(
                        "Action",
                        action -> action.string()
                                .filter(text -> covers(text, "iam", PASS_ROLE))
                                .isPresent()));
    }

    private Optional<Node> first(String member, Predicate<Node> wanted) {
        return first(node.get(member).items(), wanted);
    }

    private static Optional<Node> first(List<Node> nodes, Predicate<Node> wanted) {
        for (Node item : nodes) {
            if (wanted.test(item)) {
                return Optional.of(item);
            }
        }
        return Optional.empty();
    }

    /** Whether an action pattern with at most a star at either end covers {@code service:name}. Case matters, {@code ?} is no wildcard. */
    static boolean covers(String pattern, String service, String name) {
        if (pattern.equals("*")) {
            return true;
        }
        if (!pattern.startsWith(service + ":")) {
            return false;
        }
        String rest = pattern.substring(service.length() + 1);
        boolean open = rest.startsWith("*");
        boolean ended = rest.length() > 1 && rest.endsWith("*");
        String core = rest.substring(open ? 1 : 0, rest.length() - (ended ? 1 : 0));
        if (open && ended) {
            return name.contains(core);
        }
        if (open) {
            return name.endsWith(core);
        }
        return ended ? name.startsWith(core) : name.equals(core);
    }

    /** The first offence among the allowing statements of these documents; it reads none after that. */
    static Optional<Node> offence(List<Node> documents, Function<Statement, Optional<Node>> offence) {
        for (Node document : documents) {
            for (Node item : document.get("Statement").items()) {
                Statement statement = new Statement(item);
                Optional<Node> found = statement.allows() ? offence.apply(statement) : Optional.empty();
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** The allowing ones among the statements of these documents. */
    static Stream<Statement> allowing(List<Node> documents) {
        return documents.stream().flatMap(document -> of(document).stream()).filter(Statement::allows);
    }
}
