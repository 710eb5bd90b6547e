package io.jenkins.plugins.cfnattest.service;

import io.jenkins.plugins.cfnattest.app.BreakGlassWish;
import io.jenkins.plugins.cfnattest.app.SignedDecision;
import io.jenkins.plugins.cfnattest.deploy.DeploymentListener.StackEvent;
import io.jenkins.plugins.cfnattest.deploy.Outcome;
import io.jenkins.plugins.cfnattest.deploy.Plan;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.gate.Refusal;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What happened to one deployment so far. For any thread. */
final class DeploymentProgress {
    /** Names of what can be fetched: the newest decision, its verification summary, the end, an approved refusal and its approval. */
    static final String DECISION = "decision";

    static final String SUMMARY = "vsa";
    static final String END = "end";
    static final String REFUSAL = "refusal";
    static final String APPROVAL = "approval";

    static final List<String> STATEMENTS = List.of(DECISION, SUMMARY, END, REFUSAL, APPROVAL);

    private static final int MOST_LINES = 500;

    private final Deque<Step> steps = new ArrayDeque<>();
    private final Deque<StackEvent> events = new ArrayDeque<>();
    private final Map<String, Bytes> statements = new TreeMap<>();
    private int omitted;
    private boolean stopping;
    private DeploymentState state = DeploymentState.RUNNING;
    private Optional<Decision> decision = Optional.empty();
    private Optional<SignedDecision> signed = Optional.empty();
    private Optional<Question> question = Optional.empty();
    private Optional<Plan> plan = Optional.empty();
    private Optional<Outcome> outcome = Optional.empty();
    private Optional<End> end = Optional.empty();

    /** A step of ours. */
    record Step(Instant at, String text) {}

    /**
     * Somebody is asked to let a refusal pass.
     *
     * @param wish why, as whoever began it says
     * @param refused the refusal
     * @param until how long an answer is waited for
     * @param answer the answer, if there is one
     */
    record Question(BreakGlassWish wish, SignedDecision refused, Instant until, Optional<Answer> answer) {
        Question answered(Answer given) {
            return new Question(wish, refused, until, Optional.of(given));
        }
    }

    /** An answer. */
    record Answer(String approver, boolean approved, Optional<String> comment, Instant at) {}

    /**
     * It is over.
     *
     * @param result how
     * @param message the same in a sentence
     * @param refusal a reason that no check of the gate found
     * @param at when
     */
    record End(DeploymentResult result, String message, Optional<Refusal> refusal, Instant at) {}

    /** What is known at one moment. */
    record Snapshot(
            DeploymentState state,
            boolean stopping,
            Optional<Decision> decision,
            Optional<SignedDecision> signed,
            Optional<Question> question,
            Optional<Plan> plan,
            Optional<Outcome> outcome,
            Optional<End> end,
            List<Step> steps,
            List<StackEvent> events,
            int omitted,
            List<String> statements) {}

    synchronized Snapshot snapshot() {
        return new Snapshot(
                state,
                stopping,
                decision,
                signed,
                question,
                plan,
                outcome,
                end,
                List.copyOf(steps),
                List.copyOf(events),
                omitted,
                List.copyOf(statements.keySet()));
    }

    synchronized void step(Instant at, String text) {
        steps.add(new Step(at, text));
        if (steps.size() > MOST_LINES) {
            steps.remove();
            omitted++;
        }
    }

    synchronized void event(StackEvent event) {
        events.add(event);
        if (events.size() > MOST_LINES) {
            events.remove();
            omitted++;
        }
    }

    synchronized void decided(Decision said) {
        decision = Optional.of(said);
    }

    /** The decision as it is kept. */
    synchronized void signed(Optional<SignedDecision> kept) {
        signed = kept;
        statements.remove(DECISION);
        statements.remove(SUMMARY);
        kept.ifPresent(one -> {
            statements.put(DECISION, one.decision());
            one.summary().ifPresent(summary -> statements.put(SUMMARY, summary));
        });
    }

    synchronized void planned(Plan made) {
        plan = Optional.of(made);
    }

    synchronized void ended(Outcome how) {
        outcome = Optional.of(how);
    }

    /** How it ended, signed. */
    synchronized void ended(Bytes envelope) {
        statements.put(END, envelope);
    }

    synchronized void stopping() {
        stopping = true;
    }

    synchronized void asks(BreakGlassWish wish, SignedDecision refused, Instant until) {
        question = Optional.of(new Question(wish, refused, until, Optional.empty()));
        state = DeploymentState.AWAITING_APPROVAL;
    }

    /** Somebody let it pass: it goes on. */
    synchronized void goesOn(Answer answer, Bytes approval) {
        Question asked = question.orElseThrow();
        question = Optional.of(asked.answered(answer));
        statements.put(REFUSAL, asked.refused().decision());
        statements.put(APPROVAL, approval);
        state = DeploymentState.RUNNING;
    }

    /** Somebody did not. */
    synchronized void denied(Answer answer) {
        question = Optional.of(question.orElseThrow().answered(answer));
    }

    synchronized void over(End how) {
        end = Optional.of(how);
        state = DeploymentState.ENDED;
    }

    /** Lets go what is not needed once it is put into words. */
    synchronized void letGo() {
        decision = Optional.empty();
        plan = Optional.empty();
        outcome = Optional.empty();
        steps.clear();
        events.clear();
    }

    /** A signed statement, if there is one of that name. */
    synchronized Optional<Bytes> statement(String name) {
        return Optional.ofNullable(statements.get(name));
    }
}
