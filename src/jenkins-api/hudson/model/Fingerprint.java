package hudson.model;

import java.io.IOException;

@SuppressWarnings("rawtypes")
public class Fingerprint {
    Fingerprint() {}

    public void addFor(Run b) throws IOException {
        throw new UnsupportedOperationException();
    }
}
