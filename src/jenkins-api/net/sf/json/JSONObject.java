package net.sf.json;

import java.io.Serializable;

public final class JSONObject implements Serializable {
    private static final long serialVersionUID = 1L;

    JSONObject() {}

    public Object opt(String key) {
        throw new UnsupportedOperationException();
    }

    public boolean optBoolean(String key) {
        throw new UnsupportedOperationException();
    }

    public int optInt(String key) {
        throw new UnsupportedOperationException();
    }

    public String optString(String key) {
        throw new UnsupportedOperationException();
    }

    public String optString(String key, String defaultValue) {
        throw new UnsupportedOperationException();
    }
}
