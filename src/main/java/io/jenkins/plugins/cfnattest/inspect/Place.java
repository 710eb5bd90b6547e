package io.jenkins.plugins.cfnattest.inspect;

/**
 * A place in a document, put into words only when somebody asks, which is seldom.
 *
 * @param above what it is in: another place, or the text a path starts with
 * @param step the member's name, or the element's number
 */
record Place(Object above, Object step) {
    @Override
    public String toString() {
        return above + "/" + step;
    }
}
