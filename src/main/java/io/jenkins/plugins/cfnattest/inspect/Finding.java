package io.jenkins.plugins.cfnattest.inspect;

import java.util.Objects;

/**
 * One offending place.
 *
 * @param element the resource it is reported under
 * @param path the offending property, such as {@code /Properties/Encrypted}; empty for the resource as a whole
 */
public record Finding(Element element, String path) {
    public Finding {
        Objects.requireNonNull(element);
        Objects.requireNonNull(path);
    }

    /** This node offends. */
    public static Finding at(Node node) {
        return new Finding(node.owner(), node.path());
    }

    /** This resource offends as a whole. */
    public static Finding of(Element element) {
        return new Finding(element, "");
    }

    /** This node of a linked resource offends, reported under {@code owner}. */
    public static Finding under(Element owner, Node node) {
        return new Finding(
                owner, owner.equals(node.owner()) ? node.path() : node.owner().logicalId() + node.path());
    }

    Violation.Place place() {
        return new Violation.Place(
                element.logicalId(),
                element.position().line(),
                element.position().column(),
                path,
                "resource");
    }
}
