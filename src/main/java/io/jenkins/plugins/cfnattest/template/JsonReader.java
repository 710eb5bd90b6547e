package io.jenkins.plugins.cfnattest.template;

import java.util.ArrayList;
import java.util.List;

/** Reads strict JSON (RFC 8259) with places, duplicate names refused. */
final class JsonReader {
    private static final String ADVICE =
            "A template that starts with { has to be strict JSON: correct it, or start a YAML template with a key.";

    private final JsonText text;
    private final Dialect dialect;

    private JsonReader(String text, Dialect dialect) {
        this.text = new JsonText(text);
        this.dialect = dialect;
    }

    static Value read(String text, Dialect dialect) throws TemplateException {
        JsonReader reader = new JsonReader(text, dialect);
        reader.text.skipBlanks();
        Value root = reader.value(1);
        reader.text.skipBlanks();
        if (reader.text.peek() != JsonText.END) {
            throw reader.unexpected("the end of the text after the closing }");
        }
        return root;
    }

    private Value value(int depth) throws TemplateException {
        Position position = text.position();
        return switch (text.peek()) {
            case '{' -> map(position, depth);
            case '[' -> list(position, depth);
            case '"' -> new Value.Text(string(position), position);
            case 't' -> word("true", new Value.Bool(true, position));
            case 'f' -> word("false", new Value.Bool(false, position));
            case 'n' -> word("null", new Value.Null(position));
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(position);
            default -> throw unexpected("a JSON value");
        };
    }

    private Value map(Position position, int depth) throws TemplateException {
        open(position, depth);
        Members members = new Members();
        boolean more = text.peek() != '}';
        while (more) {
            if (text.peek() != '"') {
                throw unexpected("a name in double quotes");
            }
            Position place = text.position();
            String name = string(place);
            members.claim(name, place);
            text.skipBlanks();
            expect(':', "a colon after the name");
            text.skipBlanks();
            members.put(name, value(depth + 1));
            text.skipBlanks();
            more = text.peek() == ',';
            if (more) {
                text.skip();
                text.skipBlanks();
            }
        }
        expect('}', "a comma or a closing }");
        return members.at(position);
    }

    private Value list(Position position, int depth) throws TemplateException {
        open(position, depth);
        List<Value> items = new ArrayList<>();
        boolean more = text.peek() != ']';
        while (more) {
            items.add(value(depth + 1));
            text.skipBlanks();
            more = text.peek() == ',';
            if (more) {
                text.skip();
                text.skipBlanks();
            }
        }
        expect(']', "a comma or a closing ]");
        return new Value.ListOf(items, position);
    }

    private void open(Position position, int depth) throws TemplateException {
        if (depth > Limits.DEPTH) {
            throw Limits.tooDeep(position);
        }
        text.skip();
        text.skipBlanks();
    }

    private Value word(String word, Value value) throws TemplateException {
        for (int i = 0; i < word.length(); i++) {
            expect(word.charAt(i), "the word " + word);
        }
        return value;
    }

    private Value number(Position position) throws TemplateException {
        int start = text.index();
        take('-');
        if (!take('0')) {
            digits();
        }
        if (take('.')) {
            digits();
        }
        if (take('e') || take('E')) {
            if (!take('+')) {
                take('-');
            }
            digits();
        }
        return Scalars.plain(text.since(start), position, dialect);
    }

    private boolean take(char c) {
        boolean there = text.peek() == c;
        if (there) {
            text.skip();
        }
        return there;
    }

    private void digits() throws TemplateException {
        int start = text.index();
        while (text.peek() >= '0' && text.peek() <= '9') {
            text.skip();
        }
        if (text.index() == start) {
            throw unexpected("a digit");
        }
    }

    private String string(Position position) throws TemplateException {
        text.skip();
        int start = text.index();
        text.skipText();
        String content = text.since(start);
        if (text.peek() != '"') {
            content = withEscapes(content, position);
        }
        text.skip();
        return content;
    }

    private String withEscapes(String start, Position position) throws TemplateException {
        StringBuilder content = new StringBuilder(start);
        while (text.peek() != '"') {
            if (text.peek() != '\\') {
                throw unexpected("the text of " + position + " to end with a double quote on its line");
            }
            text.skip();
            escape(content);
            int from = text.index();
            text.skipText();
            content.append(text.since(from));
        }
        YamlEvents.checkSurrogates(content.toString(), position);
        return content.toString();
    }

    private void escape(StringBuilder into) throws TemplateException {
        int at = "\"\\/bfnrtu".indexOf(text.peek());
        if (at < 0) {
            throw unexpected("one of \" \\ / b f n r t u after a backslash");
        }
        text.skip();
        if (at < 8) {
            into.append("\"\\/\b\f\n\r\t".charAt(at));
            return;
        }
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = text.peek() < 0x80 ? Character.digit(text.peek(), 16) : -1;
            if (digit < 0) {
                throw unexpected("four hexadecimal digits after \\u");
            }
            code = 16 * code + digit;
            text.skip();
        }
        if (dialect == Dialect.CFN_NAG && Character.isSurrogate((char) code)) {
            throw TemplateException.at(
                    text.position(),
                    "characters beyond U+FFFF as themselves, since cfn_nag reads JSON as YAML 1.1",
                    "an escaped half of one",
                    "Write the character itself.");
        }
        into.append((char) code);
    }

    private void expect(char c, String what) throws TemplateException {
        if (text.peek() != c) {
            throw unexpected(what);
        }
        text.skip();
    }

    private TemplateException unexpected(String expected) {
        String found = text.peek() == JsonText.END ? "the end of the text" : Quoted.character(text.codePoint());
        return TemplateException.at(text.position(), expected, found, ADVICE);
    }
}
