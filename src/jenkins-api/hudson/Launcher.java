package hudson;

import hudson.model.TaskListener;

public abstract class Launcher {
    protected Launcher(Launcher launcher) {}

    public static class LocalLauncher extends Launcher {
        public LocalLauncher(TaskListener listener) {
            super((Launcher) null);
        }
    }
}
