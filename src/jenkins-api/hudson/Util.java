package hudson;

import java.io.IOException;
import java.io.InputStream;

public class Util {
    Util() {}

    public static String escape(String text) {
        throw new UnsupportedOperationException();
    }

    public static String getDigestOf(InputStream source) throws IOException {
        throw new UnsupportedOperationException();
    }

    public static String rawEncode(String s) {
        throw new UnsupportedOperationException();
    }
}
