package io.jenkins.plugins.cfnattest.template;

/** Reads the scalars of a {@link SubsetReader}: plain and quoted ones on one line, and block scalars. */
final class SubsetScalars {
    /** What a plain scalar cannot start with; a question mark sometimes can, but is rare. */
    private static final boolean[] INDICATORS = new boolean[256];

    static {
        for (char c : "?,[]{}#&*!|>'\"%@` \n\0".toCharArray()) {
            INDICATORS[c] = true;
        }
    }

    private final SubsetText text;

    SubsetScalars(SubsetText text) {
        this.text = text;
    }

    /** A plain scalar up to the end of the line, a comment, or a colon that makes it a key; in flow also up to what flow is made of. */
    String plain(boolean flow) throws Rare {
        char first = text.peek();
        if (INDICATORS[first] || text.at('-') || first == ':' && (flow || text.at(':'))) {
            throw Rare.text();
        }
        int start = text.index();
        text.skip(text.plainLength(flow));
        return text.since(start);
    }

    /** A scalar in single or double quotes on one line. */
    String quoted() throws Rare {
        char quote = text.peek();
        text.skip(1);
        int start = text.index();
        while (text.peek() != quote) {
            if (text.peek() == '\\' && quote == '"') {
                return escaped(quote, start);
            }
            checkOnLine();
            text.skip(1);
        }
        if (quote == '\'' && text.peek(1) == quote) {
            return escaped(quote, start);
        }
        String content = text.since(start);
        text.skip(1);
        return content;
    }

    /** The rest of a quoted scalar from its first escape on. */
    private String escaped(char quote, int start) throws Rare {
        StringBuilder content = new StringBuilder(text.since(start));
        while (text.peek() != quote || quote == '\'' && text.peek(1) == quote) {
            checkOnLine();
            char c = text.letter();
            if (c == quote) {
                text.skip(1);
            } else if (c == '\\' && quote == '"') {
                text.skip(1);
                c = escape(text.peek());
            }
            content.append(c);
            text.skip(1);
        }
        text.skip(1);
        return content.toString();
    }

    private static char escape(char name) throws Rare {
        return switch (name) {
            case '"', '\\' -> name;
            case 'n' -> '\n';
            case 't' -> '\t';
            default -> throw Rare.text();
        };
    }

    private void checkOnLine() throws Rare {
        if (text.isLineEnd()) {
            throw Rare.text();
        }
    }

    /**
     * A literal or folded scalar with at least one line; the text stands at its indicator. Its lines are those that stand right
     * of the map or list around it as far as its first one does.
     */
    String block(int indent) throws Rare {
        boolean folded = text.peek() == '>';
        text.skip(1);
        char chomp = text.peek();
        if (chomp == '-' || chomp == '+') {
            text.skip(1);
        }
        while (text.peek() == ' ') {
            text.skip(1);
        }
        StringBuilder content = new StringBuilder();
        int feeds = feeds(Integer.MAX_VALUE) - 1;
        int column = text.column();
        if (feeds < 0 || column <= Math.max(indent, 0)) {
            throw Rare.text();
        }
        boolean joins = false;
        while (text.column() == column) {
            boolean flush = text.peek() != ' ';
            boolean folds = folded && joins && flush;
            content.append(folds && feeds == 1 ? " " : "\n".repeat(folds ? feeds - 1 : feeds));
            int start = text.index();
            while (!text.isLineEnd()) {
                text.skip(1);
            }
            content.append(text.since(start));
            joins = flush;
            feeds = feeds(column);
        }
        int kept = chomp == '-' ? 0 : chomp == '+' ? feeds : Math.min(feeds, 1);
        return content.append("\n".repeat(kept)).toString();
    }

    /** Steps over line feeds and the spaces behind each, as many as given; how many line feeds. Blank lines wider than what follows are rare at the start. */
    private int feeds(int spaces) throws Rare {
        int feeds = 0;
        int widest = 0;
        while (text.peek() == '\n') {
            text.nextLine();
            feeds++;
            int width = 0;
            while (width < spaces && text.peek() == ' ') {
                text.skip(1);
                width++;
            }
            widest = Math.max(widest, width);
        }
        if (spaces == Integer.MAX_VALUE && text.column() < widest) {
            throw Rare.text();
        }
        return feeds;
    }
}
