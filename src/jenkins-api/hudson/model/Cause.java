package hudson.model;

import java.util.List;

public abstract class Cause {
    Cause() {}

    public static class LegacyCodeCause extends Cause {
        LegacyCodeCause() {}
    }

    public static class UpstreamCause extends Cause {
        UpstreamCause() {}

        public List<Cause> getUpstreamCauses() {
            throw new UnsupportedOperationException();
        }

        public static class DeeplyNestedUpstreamCause extends Cause {
            DeeplyNestedUpstreamCause() {}
        }
    }

    public static class UserIdCause extends Cause {
        UserIdCause() {}

        public String getUserId() {
            throw new UnsupportedOperationException();
        }
    }

    public static class RemoteCause extends Cause {
        RemoteCause() {}
    }
}
