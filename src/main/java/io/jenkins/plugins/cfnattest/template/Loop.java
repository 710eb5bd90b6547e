package io.jenkins.plugins.cfnattest.template;

import java.util.regex.Pattern;

/**
 * One {@code Fn::ForEach}: for each item of a collection the members of a body (CloudFormation template reference, Fn::ForEach).
 *
 * @param name the member's name, {@code Fn::ForEach::Buckets}
 * @param identifier what the item is called in the body
 * @param collection the items, or a function that answers them
 * @param body the members to repeat
 */
record Loop(String name, String identifier, Value collection, Value.MapOf body) {
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z0-9_-]{1,255}");

    /** @throws TemplateException when it is not of that shape */
    static Loop of(String name, Value value) throws TemplateException {
        if (!(value instanceof Value.ListOf list)
                || list.items().size() != 3
                || !(list.items().get(2) instanceof Value.MapOf body)) {
            throw TemplateException.at(
                    value.position(),
                    Quoted.name(name) + " to be a list of an identifier, a collection, and a map to repeat",
                    "something else",
                    "Write these three.");
        }
        Value identifier = list.items().get(0);
        if (!(identifier instanceof Value.Text text)
                || !IDENTIFIER.matcher(text.content()).matches()) {
            throw TemplateException.at(
                    identifier.position(),
                    "the identifier of " + Quoted.name(name) + " to be a name of letters and digits",
                    "something else",
                    "Give it such a name.");
        }
        return new Loop(name, text.content(), list.items().get(1), body);
    }

    Position position() {
        return body.position();
    }
}
