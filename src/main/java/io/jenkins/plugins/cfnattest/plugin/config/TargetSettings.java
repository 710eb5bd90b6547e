package io.jenkins.plugins.cfnattest.plugin.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.AbstractDescribableImpl;
import io.jenkins.plugins.cfnattest.deploy.ReadBackMode;
import io.jenkins.plugins.cfnattest.deploy.StackSettings;
import io.jenkins.plugins.cfnattest.deploy.Staging;
import io.jenkins.plugins.cfnattest.gate.Enforcement;
import io.jenkins.plugins.cfnattest.plugin.Given;
import io.jenkins.plugins.cfnattest.plugin.SettingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kohsuke.stapler.DataBoundSetter;

/** What a target holds its deployments to, and what belongs to its stacks: the rarer half of a target. */
public abstract class TargetSettings extends AbstractDescribableImpl<TargetEntry> {
    private String policy = "";
    private String enforcement = Enforcement.Mode.ENFORCE.name();
    private String enforcementUntil = "";
    private String bucket = "";
    private String bucketPrefix = "";
    private String readBack = ReadBackMode.BEFORE.name();
    private List<String> notificationTopics = new ArrayList<>();
    private List<String> rollbackTriggers = new ArrayList<>();
    private int monitoringMinutes;
    private String onFailure = "";
    private boolean disableRollback;
    private String stackPolicy = "";
    private String terminationProtection = "";

    /** Only targets. */
    TargetSettings() {}

    @NonNull
    public String getPolicy() {
        return Given.text(policy);
    }

    /** Name of a policy of this controller; empty: the default policy. */
    @DataBoundSetter
    public void setPolicy(String policy) {
        this.policy = Given.text(policy);
    }

    @NonNull
    public String getEnforcement() {
        return word(enforcement, Enforcement.Mode.ENFORCE);
    }

    /** A word of {@link Enforcement.Mode}. */
    @DataBoundSetter
    public void setEnforcement(String enforcement) {
        this.enforcement = word(enforcement, Enforcement.Mode.ENFORCE);
    }

    @NonNull
    public String getEnforcementUntil() {
        return Given.text(enforcementUntil);
    }

    /** First instant at which a milder enforcement ends (RFC 3339); there exactly for those. */
    @DataBoundSetter
    public void setEnforcementUntil(String enforcementUntil) {
        this.enforcementUntil = Given.text(enforcementUntil);
    }

    @NonNull
    public String getBucket() {
        return Given.text(bucket);
    }

    @DataBoundSetter
    public void setBucket(String bucket) {
        this.bucket = Given.text(bucket);
    }

    @NonNull
    public String getBucketPrefix() {
        return Given.text(bucketPrefix);
    }

    @DataBoundSetter
    public void setBucketPrefix(String bucketPrefix) {
        this.bucketPrefix = Given.text(bucketPrefix);
    }

    @NonNull
    public String getReadBack() {
        return word(readBack, ReadBackMode.BEFORE);
    }

    /** A word of {@link ReadBackMode}. */
    @DataBoundSetter
    public void setReadBack(String readBack) {
        this.readBack = word(readBack, ReadBackMode.BEFORE);
    }

    @NonNull
    public List<String> getNotificationTopics() {
        return words(notificationTopics);
    }

    /** The topics in one line, for the form. */
    @NonNull
    public String getNotificationTopicsText() {
        return Words.join(words(notificationTopics));
    }

    @DataBoundSetter
    public void setNotificationTopics(List<String> notificationTopics) {
        this.notificationTopics = Words.split(words(notificationTopics));
    }

    @NonNull
    public List<String> getRollbackTriggers() {
        return words(rollbackTriggers);
    }

    /** The alarms in one line, for the form. */
    @NonNull
    public String getRollbackTriggersText() {
        return Words.join(words(rollbackTriggers));
    }

    @DataBoundSetter
    public void setRollbackTriggers(List<String> rollbackTriggers) {
        this.rollbackTriggers = Words.split(words(rollbackTriggers));
    }

    public int getMonitoringMinutes() {
        return monitoringMinutes;
    }

    @DataBoundSetter
    public void setMonitoringMinutes(int monitoringMinutes) {
        this.monitoringMinutes = monitoringMinutes;
    }

    @NonNull
    public String getOnFailure() {
        return Given.text(onFailure);
    }

    /** A word of {@link StackSettings.OnFailure}; empty: CloudFormation's default. */
    @DataBoundSetter
    public void setOnFailure(String onFailure) {
        this.onFailure = Given.text(onFailure);
    }

    public boolean isDisableRollback() {
        return disableRollback;
    }

    @DataBoundSetter
    public void setDisableRollback(boolean disableRollback) {
        this.disableRollback = disableRollback;
    }

    @NonNull
    public String getStackPolicy() {
        return Given.text(stackPolicy);
    }

    /** JSON; empty: the stack's policy is left as it is. */
    @DataBoundSetter
    public void setStackPolicy(String stackPolicy) {
        this.stackPolicy = Given.text(stackPolicy);
    }

    @NonNull
    public String getTerminationProtection() {
        return Given.text(terminationProtection);
    }

    /** {@code true} or {@code false}; empty: left as it is. */
    @DataBoundSetter
    public void setTerminationProtection(String terminationProtection) {
        this.terminationProtection = Given.text(terminationProtection);
    }

    final Enforcement enforcing() throws SettingException {
        return new Enforcement(
                one(Enforcement.Mode.class, "enforcement", getEnforcement()).orElseThrow(),
                TrustedKeyEntry.instant(getEnforcementUntil()));
    }

    final Optional<Staging> staging() throws SettingException {
        if (getBucket().isEmpty() && !getBucketPrefix().isEmpty()) {
            throw new SettingException("A bucket prefix is set ('" + getBucketPrefix()
                    + "'), but no bucket. Name the bucket or clear the prefix.");
        }
        return getBucket().isEmpty() ? Optional.empty() : Optional.of(new Staging(getBucket(), getBucketPrefix()));
    }

    final ReadBackMode readingBack() throws SettingException {
        return one(ReadBackMode.class, "readBack", getReadBack()).orElseThrow();
    }

    final StackSettings stackSettings() throws SettingException {
        String protection = getTerminationProtection();
        if (!List.of("", "true", "false").contains(protection)) {
            throw new SettingException(
                    "terminationProtection should be true, false or empty, but is '" + protection + "'.");
        }
        return new StackSettings(
                getNotificationTopics(),
                getRollbackTriggers(),
                monitoringMinutes,
                one(StackSettings.OnFailure.class, "onFailure", getOnFailure()),
                disableRollback,
                Optional.of(getStackPolicy()).filter(text -> !text.isEmpty()),
                protection.isEmpty() ? Optional.empty() : Optional.of(Boolean.valueOf(protection)));
    }

    private static <E extends Enum<E>> Optional<E> one(Class<E> words, String what, String word)
            throws SettingException {
        if (word.isEmpty()) {
            return Optional.empty();
        }
        for (E known : words.getEnumConstants()) {
            if (known.name().equals(word)) {
                return Optional.of(known);
            }
        }
        throw new SettingException(
                what + " should be one of " + List.of(words.getEnumConstants()) + ", but is '" + word + "'.");
    }

    /** Empty, as in settings stored before there was this one, means the strict one. */
    private static String word(@CheckForNull String word, Enum<?> otherwise) {
        String given = Given.text(word).toUpperCase(Locale.ROOT);
        return given.isEmpty() ? otherwise.name() : given;
    }

    private static List<String> words(@CheckForNull List<String> words) {
        return words == null ? new ArrayList<>() : new ArrayList<>(words);
    }
}
