package com.cloudbees.hudson.plugins.folder;

import hudson.model.AbstractDescribableImpl;

public abstract class AbstractFolderProperty<C extends AbstractFolder<?>>
        extends AbstractDescribableImpl<AbstractFolderProperty<?>> {
    public AbstractFolderProperty() {}
}
