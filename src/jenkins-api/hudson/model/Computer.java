package hudson.model;

import hudson.security.AccessControlled;
import java.util.concurrent.ExecutorService;

public abstract class Computer extends Actionable implements AccessControlled {
    public static final ExecutorService threadPoolForRemoting = null;

    Computer() {}
}
