package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Element;
import io.jenkins.plugins.cfnattest.inspect.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        return document.get("Statement").items().stream().map(Statement::new).toList();
    }

    /** The policy documents among a list of inline policies; those without a name do not exist. */
    static List<Node> inlineDocuments(Element element) {
        return element.get("Policies").items().stream()
                .filter(policy -> policy.get("PolicyName").present())
                .map(policy -> policy.get("PolicyDocument"))
                .toList();
    }

    boolean allows() {
        return node.get("Effect").is("Allow");
    }

    /** The first action that is everything, or everything of a service ({@code s3:*}). */
    Optional<Node> wildcardAction() {
        return node.get("Action").items().stream()
                .filter(action -> action.text().filter(Statement::isWildcard).isPresent())
                .findFirst();
    }

    private static boolean isWildcard(String action) {
        return action.equals("*") || EVERYTHING_OF_A_SERVICE.matcher(action).find();
    }

    Optional<Node> wildcardResource() {
        return node.get("Resource").items().stream()
                .filter(resource -> resource.is("*"))
                .findFirst();
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
        return candidates.stream()
                .filter(one -> one.string().filter(text -> text.contains("*")).isPresent())
                .findFirst();
    }

    /** The action that passes a role, when the statement lets it pass any role. */
    Optional<Node> passesAnyRole() {
        return wildcardResource()
                .flatMap(any -> node.get("Action").items().stream()
                        .filter(action -> action.string()
                                .filter(text -> covers(text, "iam", PASS_ROLE))
                                .isPresent())
                        .findFirst());
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

    /** The allowing ones among the statements of these documents. */
    static Stream<Statement> allowing(List<Node> documents) {
        return documents.stream().flatMap(document -> of(document).stream()).filter(Statement::allows);
    }
}
