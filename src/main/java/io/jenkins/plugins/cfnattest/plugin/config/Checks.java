package io.jenkins.plugins.cfnattest.plugin.config;

import hudson.util.FormValidation;
import io.jenkins.plugins.cfnattest.plugin.Given;
import io.jenkins.plugins.cfnattest.plugin.SettingException;
import jenkins.model.Jenkins;

/** Checks of single form fields: permission first, then the same code that checks on saving and on use. */
final class Checks {
    private Checks() {}

    /** Something that may be wrong. */
    interface Check {
        void run() throws SettingException;
    }

    /** Something that has an answer, or may be wrong. */
    interface Answer {
        FormValidation get() throws SettingException;
    }

    /** Fine, or what is wrong. */
    static FormValidation of(Check check) {
        return answering(() -> {
            check.run();
            return FormValidation.ok();
        });
    }

    /** The answer, or what is wrong. */
    static FormValidation answering(Answer answer) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        try {
            return answer.get();
        } catch (SettingException e) {
            return FormValidation.error(e.getMessage());
        }
    }

    /** Refuses an empty text; {@code what} says what should stand there. */
    static void required(String what, String value) throws SettingException {
        if (Given.text(value).isBlank()) {
            throw new SettingException("This should be " + what + ", but is empty.");
        }
    }

    /** A whole number from 1 to the largest. */
    static FormValidation positive(String value, int largest) {
        return of(() -> {
            if (!value.matches("[0-9]{1,9}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > largest) {
                throw new SettingException("This should be a whole number from 1 to " + largest + ".");
            }
        });
    }
}
