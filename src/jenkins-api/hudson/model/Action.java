package hudson.model;

public interface Action {
    String getDisplayName();

    String getIconFileName();

    String getUrlName();
}
