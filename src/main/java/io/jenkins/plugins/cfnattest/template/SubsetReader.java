package io.jenkins.plugins.cfnattest.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads YAML as people write templates, several times faster than {@link YamlReader}: block and flow maps and lists, scalars on
 * one line, block scalars, comments and short-form tags. Whatever else it meets, and any mistake, makes it give up, and
 * {@link YamlReader}, who is the authority for both, reads the text from its start. So the two never differ: what is in doubt is given up.
 *
 * <p>Columns here count from 0. The indentation of a node is the column of the block map or list around it, -1 for the root; as long
 * as text stands right of it, it belongs to the node.
 */
final class SubsetReader {
    /** Longer keys are none in YAML 1.1, from 1024 characters to the colon on. */
    private static final int LONGEST_KEY = 1000;

    private final SubsetText text;
    private final SubsetScalars scalars;
    private final Dialect dialect;

    private SubsetReader(SubsetText text, Dialect dialect) {
        this.text = text;
        this.scalars = new SubsetScalars(text);
        this.dialect = dialect;
    }

    /** The document; empty when the text is for the other reader. */
    static Optional<Value> read(String text, Dialect dialect) {
        try {
            return Optional.of(new SubsetReader(new SubsetText(text), dialect).document());
        } catch (Rare | TemplateException e) {
            return Optional.empty();
        }
    }

    private Value document() throws Rare, TemplateException {
        text.toDocument();
        Value root = content(-1, true, Tags.NONE, text.position(), 1);
        check(text.peek() == SubsetText.END);
        return root;
    }

    /** What stands behind the colon of a key or the dash of an item. */
    private Value node(int indent, boolean ofKey, int depth) throws Rare, TemplateException {
        Position end = text.position();
        if (!text.toLineEnd()) {
            return content(indent, !ofKey, Tags.NONE, text.position(), depth);
        }
        text.toContent();
        return isBelow(indent, ofKey) ? below(indent, Tags.NONE, text.position(), depth) : new Value.Null(end);
    }

    /** Whether a node goes on in the lines below; the list of a key may stand as far left as the key. */
    private boolean isBelow(int indent, boolean ofKey) {
        return text.column() > indent || ofKey && text.column() == indent && text.at('-');
    }

    private Value below(int indent, String tag, Position position, int depth) throws Rare, TemplateException {
        return text.column() > indent
                ? content(indent, true, tag, position, depth)
                : list(indent, true, tag, position, depth);
    }

    /**
     * A node that starts here; then the text stands at what comes behind it.
     *
     * @param opens whether a block map or list can start here: at the start of a line and behind a dash
     */
    private Value content(int indent, boolean opens, String tag, Position position, int depth)
            throws Rare, TemplateException {
        switch (text.peek()) {
            case '!':
                check(tag.equals(Tags.NONE));
                return tagged(indent, !opens, tag(), position, depth);
            case '[', '{':
                return atLineEnd(flow(tag, position, depth));
            case '|', '>':
                Value block = Tags.scalar(tag, scalars.block(indent), false, position, dialect);
                text.toContent();
                return block;
            default:
                break;
        }
        int column = text.column();
        if (text.at('-')) {
            check(opens);
            return list(column, false, tag, position, depth);
        }
        int start = text.index();
        boolean plain = isPlain();
        String content = scalar(false);
        if (text.at(':')) {
            check(opens);
            text.backTo(start);
            return map(column, tag, position, depth);
        }
        return atLineEnd(Tags.scalar(tag, content, plain, position, dialect));
    }

    /** A node behind its tag. */
    private Value tagged(int indent, boolean ofKey, String tag, Position position, int depth)
            throws Rare, TemplateException {
        if (!text.toLineEnd()) {
            return content(indent, false, tag, position, depth);
        }
        text.toContent();
        check(isBelow(indent, ofKey));
        return below(indent, tag, position, depth);
    }

    private Value atLineEnd(Value value) throws Rare {
        check(text.toLineEnd());
        text.toContent();
        return value;
    }

    private Value list(int column, boolean ofKey, String tag, Position position, int depth)
            throws Rare, TemplateException {
        check(depth <= Limits.DEPTH);
        List<Value> items = new ArrayList<>();
        while (text.column() == column && text.at('-')) {
            text.skip(1);
            items.add(node(column, false, depth + 1));
        }
        check(text.column() < column || ofKey && text.column() == column);
        return Tags.collection(tag, new Value.ListOf(items, position), dialect);
    }

    private Value map(int column, String tag, Position position, int depth) throws Rare, TemplateException {
        check(depth <= Limits.DEPTH);
        Members members = new Members();
        while (text.column() == column) {
            Position place = text.position();
            String name = key(false);
            check(text.at(':'));
            members.claim(name, place);
            text.skip(1);
            members.put(name, node(column, true, depth + 1));
        }
        check(text.column() < column);
        return Tags.collection(tag, members.at(position), dialect);
    }

    private Value flow(String tag, Position position, int depth) throws Rare, TemplateException {
        check(depth <= Limits.DEPTH);
        Value value = text.peek() == '{' ? flowMap(position, depth) : flowList(position, depth);
        text.skip(1);
        return Tags.collection(tag, value, dialect);
    }

    private Value flowList(Position position, int depth) throws Rare, TemplateException {
        List<Value> items = new ArrayList<>();
        while (hasNext(items.isEmpty(), ']')) {
            items.add(flowNode(depth + 1));
        }
        return new Value.ListOf(items, position);
    }

    private Value flowMap(Position position, int depth) throws Rare, TemplateException {
        Members members = new Members();
        for (boolean first = true; hasNext(first, '}'); first = false) {
            Position place = text.position();
            String name = key(true);
            members.claim(name, place);
            text.skip(1);
            text.toContent();
            members.put(name, flowNode(depth + 1));
        }
        return members.at(position);
    }

    /** Steps from the opening bracket, or from behind a member, to the next member; none when the closing bracket comes, behind a comma too. */
    private boolean hasNext(boolean first, char closing) throws Rare {
        if (!first) {
            text.toContent();
            if (text.peek() == closing) {
                return false;
            }
            check(text.peek() == ',');
        }
        text.skip(1);
        text.toContent();
        return text.peek() != closing;
    }

    private Value flowNode(int depth) throws Rare, TemplateException {
        Position position = text.position();
        String tag = text.peek() == '!' ? tag() : Tags.NONE;
        while (text.peek() == ' ') {
            text.skip(1);
        }
        if (text.peek() == '[' || text.peek() == '{') {
            return flow(tag, position, depth);
        }
        boolean plain = isPlain();
        return Tags.scalar(tag, scalar(true), plain, position, dialect);
    }

    private boolean isPlain() {
        return text.peek() != '"' && text.peek() != '\'';
    }

    private String scalar(boolean flow) throws Rare {
        return isPlain() ? scalars.plain(flow) : scalars.quoted();
    }

    /** The name that a key is; then the text stands at its colon. */
    private String key(boolean flow) throws Rare {
        int start = text.index();
        boolean plain = isPlain();
        String content = scalar(flow);
        while (flow && text.peek() == ' ') {
            text.skip(1);
        }
        check(text.peek() == ':' && text.index() - start <= LONGEST_KEY);
        if (!plain) {
            return content;
        }
        check(!content.equals("<<"));
        return Scalars.name(content, text.position(), dialect).orElseThrow(Rare::text);
    }

    /** A short-form tag with its exclamation mark. */
    private String tag() throws Rare {
        int start = text.index();
        text.skip(1);
        while (isTag(text.peek())) {
            text.skip(1);
        }
        check(text.index() > start + 1 && SubsetText.isBlank(text.peek()));
        return text.since(start);
    }

    private static boolean isTag(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    private static void check(boolean usual) throws Rare {
        if (!usual) {
            throw Rare.text();
        }
    }
}
