package io.jenkins.plugins.cfnattest.template;

/**
 * A place in the template's text.
 *
 * @param line from 1
 * @param column from 1, in code points
 */
public record Position(int line, int column) {
    public Position {
        if (line < 1 || column < 1) {
            throw new IllegalArgumentException(
                    "Lines and columns count from 1, but this is " + line + ":" + column + ".");
        }
    }

    @Override
    public String toString() {
        return "line " + line + ", column " + column;
    }
}
