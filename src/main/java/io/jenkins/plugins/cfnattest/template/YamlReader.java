package io.jenkins.plugins.cfnattest.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;

/** Composes values from the events of a YAML 1.1 text. Only events are taken from the library: it never makes objects. */
final class YamlReader {
    private final YamlEvents events;
    private final Dialect dialect;
    private final Anchors anchors = new Anchors();

    private YamlReader(String text, Dialect dialect) {
        this.events = new YamlEvents(text);
        this.dialect = dialect;
    }

    static Value read(String text, Dialect dialect) throws TemplateException {
        if (dialect == Dialect.CLOUDFORMATION) {
            YamlEvents.checkLineBreaks(text);
        }
        return new YamlReader(text, dialect).document();
    }

    private Value document() throws TemplateException {
        events.next();
        if (!(events.next() instanceof DocumentStartEvent start)) {
            throw new TemplateException(
                    "Expected a template, but the file holds comments only. Give a CloudFormation template in YAML or JSON.");
        }
        boolean strict = dialect == Dialect.CLOUDFORMATION;
        if (strict && start.getTags() != null && !start.getTags().isEmpty()) {
            throw TemplateException.at(
                    YamlEvents.start(start),
                    "tags as they are written",
                    "a %TAG directive that renames them",
                    "Remove the directive.");
        }
        Value root = compose(events.next(), 1);
        events.next();
        if (strict && events.next() instanceof DocumentStartEvent second) {
            throw TemplateException.at(
                    YamlEvents.start(second),
                    "one document",
                    "a second one",
                    "Put each template into a file of its own.");
        }
        return root;
    }

    private Value compose(Event event, int depth) throws TemplateException {
        if (event instanceof AliasEvent alias) {
            return anchors.expand(alias.getAnchor(), depth, YamlEvents.start(alias));
        }
        NodeEvent node = (NodeEvent) event;
        Position position = YamlEvents.start(node);
        Anchors.Open open = anchors.enter(node.getAnchor(), depth, node instanceof ScalarEvent);
        Value value;
        if (node instanceof ScalarEvent scalar) {
            value = scalar(scalar, position);
        } else {
            if (depth > Limits.DEPTH) {
                throw Limits.tooDeep(position);
            }
            CollectionStartEvent start = (CollectionStartEvent) node;
            Value plain = node instanceof MappingStartEvent ? map(position, depth) : list(position, depth);
            value = Tags.collection(tag(start.getTag()), plain, dialect);
        }
        anchors.leave(open, node.getAnchor(), value);
        return value;
    }

    private Value list(Position position, int depth) throws TemplateException {
        List<Value> items = new ArrayList<>();
        for (Event event = events.next(); !event.is(Event.ID.SequenceEnd); event = events.next()) {
            items.add(compose(event, depth + 1));
        }
        return new Value.ListOf(items, position);
    }

    private Value map(Position position, int depth) throws TemplateException {
        Members members = new Members();
        for (Event event = events.next(); !event.is(Event.ID.MappingEnd); event = events.next()) {
            String name = key(event);
            members.claim(name, YamlEvents.start(event));
            members.put(name, compose(events.next(), depth + 1));
        }
        return members.at(position);
    }

    private String key(Event event) throws TemplateException {
        Position position = YamlEvents.start(event);
        if (dialect == Dialect.CLOUDFORMATION
                && event instanceof ScalarEvent scalar
                && scalar.isPlain()
                && scalar.getValue().equals("<<")) {
            throw TemplateException.at(
                    position,
                    "members written out",
                    "the merge key \"<<\", which CloudFormation does not support",
                    "Write the merged members into the map.");
        }
        Optional<String> name = Optional.empty();
        if (event instanceof ScalarEvent || event instanceof AliasEvent) {
            name = compose(event, 1).text();
        }
        return name.orElseThrow(() -> TemplateException.at(
                position, "a text as key", "an empty or composed key", "Write a name before the colon."));
    }

    private Value scalar(ScalarEvent event, Position position) throws TemplateException {
        String text = event.getValue();
        YamlEvents.checkSurrogates(text, position);
        return Tags.scalar(tag(event.getTag()), text, event.isPlain(), position, dialect);
    }

    private static String tag(String tag) {
        return tag == null ? Tags.NONE : tag;
    }
}
