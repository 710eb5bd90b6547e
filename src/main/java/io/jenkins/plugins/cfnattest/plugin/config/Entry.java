package io.jenkins.plugins.cfnattest.plugin.config;

import io.jenkins.plugins.cfnattest.plugin.SettingException;

/** One entry of a list in the configuration: it has a name that pipelines or people use, and can say what is wrong with it. */
interface Entry {
    /** The name, once in its list. */
    String getName();

    /** Says what is wrong, if anything: asked when the form is saved and again on each use. */
    void check() throws SettingException;
}
