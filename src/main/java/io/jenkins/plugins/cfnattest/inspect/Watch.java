package io.jenkins.plugins.cfnattest.inspect;

/**
 * Is told which resources somebody looks at in a {@link Model}, and so which conditions the answer may depend on; and how
 * much text was made for it.
 */
class Watch {
    /** Watches nothing and counts nothing. */
    static final Watch NONE = new Watch();

    /** Somebody looked for this resource, found or not. */
    void resource(String logicalId) {}

    /** Somebody looked at all resources of a type. */
    void type(String type) {}

    /** Somebody looked at everything. */
    void everything() {}

    /** Whether a text of this length may still be made. */
    boolean affords(long length) {
        return true;
    }
}
