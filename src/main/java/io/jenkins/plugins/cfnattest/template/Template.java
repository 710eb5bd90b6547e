package io.jenkins.plugins.cfnattest.template;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A CloudFormation template: its parameters, resources and raw document, each with its place in the text. Immutable. */
public final class Template {
    /** The largest template CloudFormation takes, in bytes. */
    public static final int LIMIT = 1024 * 1024;

    private final Dialect dialect;
    private final String mediaType;
    private final Value.MapOf root;
    private final Map<String, Parameter> parameters;
    private final Map<String, Resource> resources;
    private final Value.MapOf conditions;
    private final Value.MapOf mappings;
    private final List<String> transforms;

    private Template(Dialect dialect, String mediaType, Value.MapOf root) throws TemplateException {
        Sections sections = new Sections(root, dialect);
        this.dialect = dialect;
        this.mediaType = mediaType;
        this.root = root;
        this.resources = Collections.unmodifiableMap(sections.resources());
        this.parameters = Collections.unmodifiableMap(sections.parameters());
        this.conditions = sections.section("Conditions");
        this.mappings = sections.section("Mappings");
        this.transforms = List.copyOf(sections.transforms());
    }

    /**
     * Reads a template, JSON or YAML 1.1 with CloudFormation's short-form tags, UTF-8 with or without byte order mark.
     *
     * @throws TemplateException when it is empty, binary, not UTF-8, over {@link #LIMIT}, not JSON or YAML, has duplicate keys, expands or nests too far, or is no template
     */
    public static Template parse(byte[] content) throws TemplateException {
        return parse(content, Dialect.CLOUDFORMATION);
    }

    /**
     * Reads a template as someone else would, see {@link #parse(byte[])}.
     *
     * @throws TemplateException when that one could not read it, or it breaks the bounds
     */
    public static Template parse(byte[] content, Dialect dialect) throws TemplateException {
        Source source = Source.of(content);
        Value document = document(source, dialect);
        return new Template(dialect, source.json() ? "application/json" : "application/yaml", Sections.root(document));
    }

    static Value document(Source source, Dialect dialect) throws TemplateException {
        return source.json() ? JsonReader.read(source.text(), dialect) : yaml(source, dialect);
    }

    private static Value yaml(Source source, Dialect dialect) throws TemplateException {
        Optional<Value> usual = SubsetReader.read(source, dialect);
        return usual.isPresent() ? usual.get() : YamlReader.read(source.text(), dialect);
    }

    /**
     * The same template with another document.
     *
     * @throws TemplateException when that is no template
     */
    Template with(Value.MapOf document) throws TemplateException {
        return new Template(dialect, mediaType, document);
    }

    /** Whose reading this is. */
    public Dialect dialect() {
        return dialect;
    }

    /** {@code application/json} or {@code application/yaml}. */
    public String mediaType() {
        return mediaType;
    }

    /** The whole document. */
    public Value.MapOf root() {
        return root;
    }

    /** What its names and texts tell before its functions are worked out. */
    public Hints hints() {
        return new Hints(root);
    }

    /** The declared parameters by name, in the order of the text. */
    public Map<String, Parameter> parameters() {
        return parameters;
    }

    /** The resources by logical id, in the order of the text. */
    public Map<String, Resource> resources() {
        return resources;
    }

    /** The section {@code Conditions}; empty when there is none. */
    public Value.MapOf conditions() {
        return conditions;
    }

    /** The section {@code Mappings}; empty when there is none. */
    public Value.MapOf mappings() {
        return mappings;
    }

    /** The names in {@code Transform}, one or a list. */
    public List<String> transforms() {
        return transforms;
    }
}
