package io.jenkins.plugins.cfnattest.inspect;

/** Property paths as people read them. */
final class PropertyPath {
    private static final String PROPERTIES = "/Properties";

    private PropertyPath() {}

    /**
     * {@code /Properties/Ingress/0/Cidr} is {@code property Ingress[0].Cidr}; the same in the resource {@code Other} is {@code property Ingress[0].Cidr of Other}.
     * Empty for the resource as a whole; a path with dots, as that of content that is fetched later, stays as it is.
     */
    static String forPeople(String path) {
        int slash = path.indexOf('/');
        if (slash < 0) {
            return path.isEmpty() ? "" : "property " + path;
        }
        String owner = slash == 0 ? "" : " of " + path.substring(0, slash);
        String rest = path.substring(slash);
        if (rest.equals(PROPERTIES)) {
            return "properties" + owner;
        }
        return rest.startsWith(PROPERTIES + "/")
                ? "property " + joined(rest.substring(PROPERTIES.length() + 1)) + owner
                : joined(rest.substring(1)) + owner;
    }

    private static String joined(String path) {
        StringBuilder names = new StringBuilder();
        for (String name : path.split("/")) {
            boolean index = !name.isEmpty() && name.chars().allMatch(digit -> digit >= '0' && digit <= '9');
            if (index) {
                names.append('[').append(name).append(']');
            } else {
                names.append(names.isEmpty() ? "" : ".").append(name);
            }
        }
        return names.toString();
    }
}
