package io.jenkins.plugins.cfnattest.inspect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** What one rule sees of a model: not the resources that suppress it. It remembers what the rule needed but nobody knows. */
public final class View {
    private final Model model;
    private final Set<String> hidden;
    private final List<Undecided> undecided = new ArrayList<>();
    private final Map<Class<?>, Object> once = new HashMap<>();
    private String current = "";

    /** A value that a rule read although it is not known. */
    record Undecided(String logicalId, String path, String reason) {}

    /** @param hidden the logical ids of the resources that suppress the rule */
    View(Model model, Set<String> hidden) {
        this.model = model;
        this.hidden = hidden;
    }

    /** The model behind it. */
    public Model model() {
        return model;
    }

    /** The resources of this type, in the order of the text, without those that suppress the rule. */
    public List<Element> ofType(String type) {
        List<Element> elements = new ArrayList<>();
        for (Part part : model.parts(type)) {
            if (!hidden.contains(part.resource().logicalId())) {
                elements.add(element(part));
            }
        }
        return elements;
    }

    /** All resources of whatever type, in the order of the text, without those that suppress the rule. */
    public List<Element> elements() {
        return model.parts().stream()
                .filter(part -> !hidden.contains(part.resource().logicalId()))
                .map(this::element)
                .toList();
    }

    /** The resources of several types, type after type, without those that suppress the rule. */
    public Stream<Element> ofTypes(List<String> types) {
        return types.stream().flatMap(type -> ofType(type).stream());
    }

    /** The resources of this type, those that suppress the rule too: what belongs to what does not depend on suppression. */
    public List<Element> all(String type) {
        return model.parts(type).stream().map(this::element).toList();
    }

    /** The resource with this logical id, even if it suppresses the rule. */
    public Optional<Element> element(String logicalId) {
        return model.part(logicalId).map(this::element);
    }

    /**
     * Something computed once, such as which entries belong to which network ACL: looking through all resources for each
     * resource would take time that grows with the square of the template.
     *
     * @param kind what; one object of each class
     * @param compute computes it
     */
    public <T> T once(Class<T> kind, Function<View, T> compute) {
        Object known = once.get(kind);
        if (known == null) {
            known = compute.apply(this);
            once.put(kind, known);
        }
        return kind.cast(known);
    }

    /** Whether it is what CloudFormation will see; else what cfn_nag sees. */
    public boolean effective() {
        return model.effective();
    }

    private Element element(Part part) {
        return new Element(part, this);
    }

    void undecided(String logicalId, String path, String reason) {
        undecided.add(new Undecided(logicalId, path, reason));
    }

    List<Undecided> undecided() {
        return undecided;
    }

    /** Notes what is being looked at, for the message should the rule fail. */
    void looksAt(String logicalId) {
        current = logicalId;
    }

    String current() {
        return current;
    }
}
