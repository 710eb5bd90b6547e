package io.jenkins.plugins.cfnattest.deploy;

import io.jenkins.plugins.cfnattest.deploy.FakeStack.ChangeSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the double holds, and how it misbehaves. Set it between requests. */
public final class FakeActions {
    final Map<String, FakeStack> stacks = new LinkedHashMap<>();
    final FakeBucket bucket = new FakeBucket();
    final FakeManners manners = new FakeManners();
    String callerAccount = "123456789012";
    String stackAccount = "123456789012";
    int looksUntilMade;
    int eventsPerLook = Integer.MAX_VALUE;
    Optional<String> nextFailure = Optional.empty();
    Optional<String> nextEnd = Optional.empty();
    Optional<String> makingFails = Optional.empty();
    String emptyReason =
            "The submitted information didn't contain changes. Submit different information to create a change set.";
    Optional<String> swappedTemplate = Optional.empty();
    final Map<String, String> swappedParameters = new TreeMap<>();
    final Map<String, String> swappedTags = new TreeMap<>();
    final List<String> addedCapabilities = new ArrayList<>();
    Optional<String> swappedAfter = Optional.empty();
    Optional<String> swappedRole = Optional.empty();

    Optional<String> deletionEnd = Optional.empty();
    Optional<String> swappedTopic = Optional.empty();

    final FakeHabits habits = new FakeHabits();

    FakeActions() {}

    /** The bucket for templates. */
    public FakeBucket bucket() {
        return bucket;
    }

    /** How it is less than CloudFormation. */
    public FakeManners manners() {
        return manners;
    }

    /** Deletions of stacks end in this status. */
    public void endDeletionsIn(String status) {
        deletionEnd = Optional.of(status);
    }

    /** Further change sets notify this topic alone. */
    public void swapTopic(String arn) {
        swappedTopic = Optional.of(arn);
    }

    /** A resource that the stack still has. */
    public void putResource(String stack, String name, String status) {
        stacks.get(stack).left.put(name, status);
    }

    /** An existing stack is protected from deletion. */
    public void protect(String name) {
        stacks.get(name).protectedFromDeletion = true;
    }

    /** The open change set of the stack gets this execution status. */
    public void setExecutionStatus(String stack, String status) {
        stacks.get(stack).changeSets.values().forEach(one -> one.executionStatus = status);
    }

    /** The open change set of the stack says this beside its content. */
    public void addToChangeSet(String stack, String element, String value) {
        stacks.get(stack).changeSets.values().forEach(one -> one.more.put(element, value));
    }

    /** How it runs deployments and tells of them. */
    public FakeHabits habits() {
        return habits;
    }

    /** The change set is gone, as if nobody remembered it. */
    public void forgetChangeSets(String name) {
        stacks.get(name).changeSets.clear();
    }

    /** Other change sets answer to the names of those that were there. */
    public void renameChangeSets(String name, String id) {
        stacks.get(name).changeSets.values().forEach(one -> {
            one.formerId = one.id;
            one.id = id;
        });
    }

    /** The stack policy of the stack, if one was set. */
    public Optional<String> policy(String name) {
        return Optional.ofNullable(stacks.get(name).policy);
    }

    /** The termination protection of the stack, if it was set. */
    public Optional<Boolean> terminationProtection(String name) {
        return Optional.ofNullable(stacks.get(name).isProtected);
    }

    /** The account STS says the caller belongs to. */
    public void callerIn(String account) {
        callerAccount = account;
    }

    /** The account in which stacks are really made. */
    public void stacksIn(String account) {
        stackAccount = account;
    }

    /** A change set is made only after it was looked at this often. */
    public void makeSlowly(int looks) {
        looksUntilMade = looks;
    }

    /** This many events happen between two looks at a stack. */
    public void eventsPerLook(int count) {
        eventsPerLook = count;
    }

    /** The next execution fails for this reason and is rolled back. */
    public void failNextExecution(String reason) {
        nextFailure = Optional.of(reason);
    }

    /** The next execution ends in this status instead of a complete one. */
    public void endNextExecutionIn(String status) {
        nextEnd = Optional.of(status);
    }

    /** Further change sets end in {@code FAILED} for this reason. */
    public void failToMake(String reason) {
        makingFails = Optional.of(reason);
    }

    /** The sentence of a change set without changes. */
    public void emptyReason(String reason) {
        emptyReason = reason;
    }

    /** Further change sets hold this template instead of the one sent. */
    public void swapTemplate(String template) {
        swappedTemplate = Optional.of(template);
    }

    /** Further change sets hold this parameter value instead of the one sent. */
    public void swapParameter(String name, String value) {
        swappedParameters.put(name, value);
    }

    /** Further change sets hold this tag too. */
    public void swapTag(String key, String value) {
        swappedTags.put(key, value);
    }

    /** Further change sets acknowledge this capability too. */
    public void addCapability(String capability) {
        addedCapabilities.add(capability);
    }

    /** Executed stacks hold this template instead of their change set's. */
    public void swapTemplateAfter(String template) {
        swappedAfter = Optional.of(template);
    }

    /** Executed stacks use this role. */
    public void swapRole(String role) {
        swappedRole = Optional.of(role);
    }

    /** A stack that is there already, with one event of an earlier operation. */
    public void put(String name, String status) {
        FakeStack stack = new FakeStack(name, arn("stack/" + name + "/put"), status);
        stack.happened(status, "earlier-operation");
        stacks.put(name, stack);
    }

    /** The stack is gone, as if somebody had deleted it. */
    public void forget(String name) {
        stacks.remove(name);
    }

    /** The role an existing stack uses. */
    public void setRole(String name, String role) {
        stacks.get(name).role = role;
    }

    /** Somebody else's change set on an existing stack. */
    public void putChangeSet(String name) {
        ChangeSet other = new ChangeSet();
        other.id = arn("changeSet/other/1");
        stacks.get(name).changeSets.put("other", other);
    }

    /** An event of somebody else's operation that happens with the next look. */
    public void addForeignEvent(String name, String status) {
        FakeStack stack = stacks.get(name);
        stack.come(name, stack.id, "AWS::CloudFormation::Stack", status, null, "foreign-operation");
    }

    /** What happens with a look happens now. */
    public void look(String name) {
        stacks.get(name).advance(eventsPerLook);
    }

    /** The stack tells that something begins, and nothing more ever happens to it. */
    public void breakInTheMiddle(String name) {
        FakeStack stack = stacks.get(name);
        String before = stack.status;
        stack.happened("CREATE_IN_PROGRESS", null);
        stack.status = before;
    }

    /** A further event of the operation that was executed last. */
    public void addOwnEvent(String name, String status) {
        FakeStack stack = stacks.get(name);
        stack.come(name, stack.id, "AWS::CloudFormation::Stack", status, null, stack.token);
    }

    /** The status of the stack, if it is there. */
    public Optional<String> status(String name) {
        return Optional.ofNullable(stacks.get(name)).map(stack -> stack.status);
    }

    /** The template of the stack, as it was sent. */
    public String template(String name) {
        return stacks.get(name).template;
    }

    /** The parameters of the stack with their real values. */
    public Map<String, String> parameters(String name) {
        return stacks.get(name).parameters;
    }

    /** The number of change sets that were made, not executed and not deleted. */
    public long openChangeSets() {
        return stacks.values().stream()
                .flatMap(stack -> stack.changeSets.values().stream())
                .filter(one -> "AVAILABLE".equals(one.executionStatus))
                .count();
    }

    String arn(String what) {
        return "arn:aws:cloudformation:eu-central-1:" + stackAccount + ":" + what;
    }
}
