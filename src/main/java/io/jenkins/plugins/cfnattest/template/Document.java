package io.jenkins.plugins.cfnattest.template;

/** Reads a map that is no template, such as a policy, as strictly as a template and within the same bounds. */
public final class Document {
    private Document() {}

    /**
     * Reads JSON or YAML 1.1, UTF-8 with or without byte order mark.
     *
     * @throws TemplateException when it is empty, binary, not UTF-8, over {@link Template#LIMIT}, not JSON or YAML, has duplicate keys, expands or nests too far, or is no map
     */
    public static Value.MapOf read(byte[] content) throws TemplateException {
        Value document = Template.document(Source.of(content), Dialect.CLOUDFORMATION);
        if (document instanceof Value.MapOf map) {
            return map;
        }
        throw TemplateException.at(
                document.position(), "a map", "something else", "Write it as members with a name and a value each.");
    }
}
