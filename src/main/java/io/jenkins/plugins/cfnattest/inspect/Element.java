package io.jenkins.plugins.cfnattest.inspect;

import io.jenkins.plugins.cfnattest.template.Position;
import io.jenkins.plugins.cfnattest.template.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A resource as one rule sees it. Equal when it is the same resource. */
public final class Element {
    private final Part part;
    private final View view;

    Element(Part part, View view) {
        this.part = part;
        this.view = view;
    }

    /** Its logical id. */
    public String logicalId() {
        return part.resource().logicalId();
    }

    /** Its type, such as {@code AWS::S3::Bucket}. */
    public String type() {
        return part.resource().type();
    }

    /** Where the value of its Type stands. */
    public Position position() {
        return part.resource().position();
    }

    /** A property, resolved; a node that is absent when there is none. */
    public Node get(String property) {
        Node node = Node.property(this, part.property(property), property);
        if (view.effective() && part.entries().containsKey(Unknown.TRANSFORM)) {
            undecided(node.path(), "the properties come from a transform that is fetched at deployment");
        }
        return node;
    }

    /** A property of a property, by names separated with {@code .}. */
    public Node at(String path) {
        int dot = path.indexOf('.');
        return dot < 0 ? get(path) : get(path.substring(0, dot)).at(path.substring(dot + 1));
    }

    /** The names of all properties in the order of the text, as CloudFormation writes them: with a capital letter. */
    public List<String> propertyNames() {
        return part.entries().keySet().stream()
                .map(name -> view.effective() || name.isEmpty()
                        ? name
                        : Character.toUpperCase(name.charAt(0)) + name.substring(1))
                .toList();
    }

    /** All properties in the order of the text. */
    public List<Node> properties() {
        List<Node> nodes = new ArrayList<>();
        part.entries().keySet().forEach(name -> nodes.add(get(name)));
        return nodes;
    }

    /**
     * Something computed once for all rules that look at this resource in one model.
     *
     * @param kind what; one object of each class, which keeps neither elements nor nodes, since they belong to one rule
     * @param compute computes it from this resource's own properties; what it reads is not noted for the other rules
     */
    public <T> T once(Class<T> kind, Function<Element, T> compute) {
        return part.once(kind, () -> compute.apply(this));
    }

    /** Its metadata as they are written, with functions that are not evaluated. */
    public Value.MapOf metadata() {
        return part.resource().metadata();
    }

    /** The rule needed what is at this path, but it is not known. */
    void undecided(String path, String reason) {
        view.undecided(logicalId(), path, reason);
    }

    /** The view it belongs to. */
    public View view() {
        return view;
    }

    /** A resource this one names with a logical id, if the template has it. */
    public Optional<Element> linked(String logicalId) {
        return view.element(logicalId);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Element element && element.part == part;
    }

    @Override
    public int hashCode() {
        return logicalId().hashCode();
    }

    @Override
    public String toString() {
        return logicalId() + " (" + type() + ", " + position() + ")";
    }
}
