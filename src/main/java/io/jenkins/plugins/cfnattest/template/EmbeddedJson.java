package io.jenkins.plugins.cfnattest.template;

import java.util.Optional;

/** JSON that stands in a text of a template, such as a policy document that is given as one text. */
public final class EmbeddedJson {
    private EmbeddedJson() {}

    /** What strict JSON says, within the bounds of a template; positions count from the start of the text. Empty when it is no JSON, or has a name twice. */
    public static Optional<Value> read(String text) {
        try {
            return Optional.of(JsonReader.read(text, Dialect.CLOUDFORMATION));
        } catch (TemplateException e) {
            // Not being JSON is an answer here; whoever asks decides what it means.
            return Optional.empty();
        }
    }
}
