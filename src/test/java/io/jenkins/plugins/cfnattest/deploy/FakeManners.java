package io.jenkins.plugins.cfnattest.deploy;

/** How the double is less than CloudFormation: what servers do that only look like it. */
public final class FakeManners {
    boolean noTemplateOfChangeSets;
    boolean stackTemplateForChangeSets;
    boolean emptyChangeSets;
    boolean silentChangeSets;
    boolean silentStacks;
    boolean neverUnchanged;
    boolean unchangedIgnoresTags;
    boolean keepsTags;
    boolean endlessChanges;
    boolean forgetsTokens;
    boolean listsChangeSetsOfOthers;
    boolean forgetsPolicies;
    boolean showsSecrets;
    boolean hidesRoles;

    FakeManners() {}

    /** The template of a change set is empty. */
    public FakeManners noTemplateOfChangeSets() {
        noTemplateOfChangeSets = true;
        return this;
    }

    /** The template of a change set is its stack's. */
    public FakeManners stackTemplateForChangeSets() {
        stackTemplateForChangeSets = true;
        return this;
    }

    /** Change sets list no changes. */
    public FakeManners emptyChangeSets() {
        emptyChangeSets = true;
        return this;
    }

    /** Change sets tell neither parameters nor capabilities, tags and settings. */
    public FakeManners silentChangeSets() {
        silentChangeSets = true;
        return this;
    }

    /** Stacks tell neither parameters nor capabilities. */
    public FakeManners silentStacks() {
        silentStacks = true;
        return this;
    }

    /** A change set without changes is made all the same. */
    public FakeManners neverUnchanged() {
        neverUnchanged = true;
        return this;
    }

    /** Other tags are no change. */
    public FakeManners unchangedIgnoresTags() {
        unchangedIgnoresTags = true;
        return this;
    }

    /** A stack keeps the tags it was made with. */
    public FakeManners keepsTags() {
        keepsTags = true;
        return this;
    }

    /** Each page of changes leads to the same next one. */
    public FakeManners endlessChanges() {
        endlessChanges = true;
        return this;
    }

    /** Lists of change sets hold those of other stacks. */
    public FakeManners listsChangeSetsOfOthers() {
        listsChangeSetsOfOthers = true;
        return this;
    }

    /** A stack policy is taken and forgotten. */
    public FakeManners forgetsPolicies() {
        forgetsPolicies = true;
        return this;
    }

    /** Stacks do not tell their role. */
    public FakeManners hidesRoles() {
        hidesRoles = true;
        return this;
    }

    /** NoEcho parameters are answered in clear. */
    public FakeManners showsSecrets() {
        showsSecrets = true;
        return this;
    }

    /** A repeated request is a new one. */
    public FakeManners forgetsTokens() {
        forgetsTokens = true;
        return this;
    }
}
