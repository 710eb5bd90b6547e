package hudson.tasks;

import hudson.model.Run;
import java.util.Map;
import jenkins.model.RunAction2;

public class Fingerprinter {
    private static final long serialVersionUID = 1L;

    Fingerprinter() {}

    @SuppressWarnings("rawtypes")
    public static final class FingerprintAction implements RunAction2 {
        public FingerprintAction(Run build, Map<String, String> record) {}

        public void add(Map<String, String> moreRecords) {
            throw new UnsupportedOperationException();
        }

        public String getDisplayName() {
            throw new UnsupportedOperationException();
        }

        public String getIconFileName() {
            throw new UnsupportedOperationException();
        }

        public String getUrlName() {
            throw new UnsupportedOperationException();
        }

        public void onAttached(Run<?, ?> r) {
            throw new UnsupportedOperationException();
        }

        public void onLoad(Run<?, ?> r) {
            throw new UnsupportedOperationException();
        }
    }
}
