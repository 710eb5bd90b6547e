package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A statement of a policy document as the most generous reader takes it: the document may be a text of JSON, names may be
 * written in any case, lists may stand in lists. {@link Statement} is what cfn_nag takes it for.
 *
 * @param node where it stands
 */
record Grant(Node node) {
    /** Its patterns of actions, or of resources. */
    record Wanted(Node node, IamPattern pattern) {}

    /** The statements of a document. */
    static Stream<Grant> of(Node document) {
        return leaves(document)
                .flatMap(one -> one.json().stream())
                .flatMap(Grant::leaves)
                .flatMap(map -> members(map, "Statement"))
                .flatMap(Grant::leaves)
                .map(Grant::new);
    }

    /** The statements that allow: an effect that only the deployment knows counts where nothing else can tell. */
    static List<Grant> allowing(Stream<Node> documents) {
        return documents.flatMap(Grant::of).filter(Grant::allows).toList();
    }

    /** The statements that deny. */
    static List<Grant> denying(Stream<Node> documents) {
        return documents.flatMap(Grant::of).filter(Grant::denies).toList();
    }

    /** Whether it allows. */
    boolean allows() {
        return member("Effect")
                .anyMatch(effect -> effect.text()
                        .map(text -> !isDeny(text))
                        .orElse(!node.owner().view().effective()));
    }

    private boolean denies() {
        return member("Effect")
                .anyMatch(effect -> effect.text().filter(Grant::isDeny).isPresent());
    }

    private static boolean isDeny(String effect) {
        return effect.strip().equalsIgnoreCase("Deny");
    }

    /** What this statement says under a name; several if it says so in several cases. */
    Stream<Node> member(String name) {
        return members(node, name);
    }

    /** The first member with this name, when there is anything at all. */
    Optional<Node> has(String name) {
        return member(name).findFirst();
    }

    private static Stream<Node> members(Node map, String name) {
        List<Node> found = new ArrayList<>();
        found.add(map.get(name));
        for (String other : map.names()) {
            if (other.length() >= name.length()
                    && !other.equals(name)
                    && other.strip().equalsIgnoreCase(name)) {
                found.add(map.get(other));
            }
        }
        return found.stream().filter(Node::present);
    }

    /** What stands in a list and the lists in it; anything else by itself. */
    static Stream<Node> leaves(Node node) {
        if (node.isList()) {
            return node.items().stream().flatMap(Grant::leaves);
        }
        return node.present() ? Stream.of(node) : Stream.empty();
    }

    /** The actions of statements, and what they cover together. */
    static List<Wanted> actions(List<Grant> grants) {
        return wanted(grants.stream().flatMap(grant -> grant.member("Action")), true);
    }

    /** Its resources, and what they cover together. */
    List<Wanted> resources() {
        return wanted(member("Resource"), false);
    }

    private static List<Wanted> wanted(Stream<Node> members, boolean actions) {
        List<Wanted> wanted = new ArrayList<>();
        members.flatMap(Grant::leaves)
                .forEach(leaf -> leaf.text()
                        .map(text -> actions ? IamPattern.ofAction(text) : new IamPattern(text))
                        .ifPresent(pattern -> wanted.add(new Wanted(leaf, pattern))));
        List<IamPattern> patterns = wanted.stream().map(Wanted::pattern).toList();
        for (IamPattern joined : IamPattern.joined(patterns)) {
            wanted.add(new Wanted(wanted.get(wanted.size() - 1).node(), joined));
        }
        return wanted;
    }

    /** Whether it allows an action (in lower case): by an action that covers it, or by an exception that does not. */
    Optional<Node> covering(String action) {
        Optional<Node> covered = first(actions(List.of(this)), pattern -> pattern.matches(action));
        return covered.or(() -> excepting("NotAction", true, pattern -> pattern.matches(action)));
    }

    /** The member with this name when none of its exceptions does this; one that is not known may. */
    Optional<Node> excepting(String name, boolean actions, Predicate<IamPattern> exception) {
        Optional<Node> inversion = has(name);
        boolean excepted = member(name)
                .flatMap(Grant::leaves)
                .anyMatch(leaf -> leaf.value().isEmpty()
                        || leaf.text()
                                .map(text -> actions ? IamPattern.ofAction(text) : new IamPattern(text))
                                .filter(exception)
                                .isPresent());
        return excepted ? Optional.empty() : inversion;
    }

    /** Where the first of these stands that does this. */
    static Optional<Node> first(List<Wanted> wanted, Predicate<IamPattern> test) {
        return wanted.stream()
                .filter(one -> test.test(one.pattern()))
                .findFirst()
                .map(Wanted::node);
    }

    /** Everything that is named as principal, of any kind. */
    Stream<Node> principals() {
        return member("Principal").flatMap(Grant::named);
    }

    /** What stands below a node in maps and lists. */
    static Stream<Node> named(Node node) {
        if (node.isMap()) {
            return node.names().stream().map(node::get).flatMap(Grant::named);
        }
        return node.isList()
                ? node.items().stream().flatMap(Grant::named)
                : Stream.of(node).filter(Node::present);
    }

    /** The first principal with a wildcard. */
    Optional<Node> anybody() {
        return principals()
                .filter(one ->
                        one.text().map(IamPattern::new).filter(IamPattern::open).isPresent())
                .findFirst();
    }
}
