package io.jenkins.plugins.cfnattest.deploy;

import java.util.List;
import java.util.Map;

/** Writes the XML of the query protocol's answers, as a string builder: no library of ours or the SDK's has a hand in it. */
final class FakeXml {
    private final StringBuilder text = new StringBuilder();

    /** An element with text; none for null. */
    FakeXml leaf(String name, String value) {
        if (value != null) {
            text.append('<')
                    .append(name)
                    .append('>')
                    .append(escaped(value))
                    .append("</")
                    .append(name)
                    .append('>');
        }
        return this;
    }

    FakeXml open(String name) {
        text.append('<').append(name).append('>');
        return this;
    }

    FakeXml close(String name) {
        text.append("</").append(name).append('>');
        return this;
    }

    /** A list of pairs: {@code <Tags><member><Key>..</Key><Value>..</Value></member></Tags>}. */
    FakeXml pairs(String name, String key, String value, Map<String, String> pairs) {
        open(name);
        pairs.forEach(
                (one, other) -> open("member").leaf(key, one).leaf(value, other).close("member"));
        return close(name);
    }

    FakeXml leaves(Map<String, String> texts) {
        texts.forEach(this::leaf);
        return this;
    }

    FakeXml list(String name, List<String> values) {
        open(name);
        values.forEach(value -> leaf("member", value));
        return close(name);
    }

    private static String escaped(String value) {
        return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
