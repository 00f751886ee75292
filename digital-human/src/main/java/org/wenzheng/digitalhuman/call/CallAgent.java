package org.wenzheng.digitalhuman.call;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import livekit.LivekitModels.ParticipantInfo;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wenzheng.client.AudioBlock;
import org.wenzheng.client.ClientException;
import org.wenzheng.client.LocalAudio;
import org.wenzheng.client.MediaEngine;
import org.wenzheng.client.RemoteTrack;
import org.wenzheng.client.RoomClient;
import org.wenzheng.client.RoomListener;
import org.wenzheng.digitalhuman.dialogue.Conversation;
import org.wenzheng.digitalhuman.dialogue.Finder;
import org.wenzheng.digitalhuman.dialogue.Foresight;
import org.wenzheng.digitalhuman.dialogue.Phrases;
import org.wenzheng.digitalhuman.dialogue.Reply;
import org.wenzheng.digitalhuman.hearing.CitizenEar;
import org.wenzheng.digitalhuman.hearing.TranscriptSource;
import org.wenzheng.digitalhuman.hearing.TurnDetector;
import org.wenzheng.digitalhuman.voice.SpeechOutput;
import org.wenzheng.digitalhuman.voice.Voice;
import org.wenzheng.models.runtime.ModelException;
import org.wenzheng.models.runtime.vad.VoiceActivityDetector;
import org.wenzheng.search.contract.knowledge.ServiceItem;
import org.wenzheng.signalling.token.CallClaims;
import org.wenzheng.signalling.token.CallRole;
import org.wenzheng.stream.records.v1.ConversationMemory;
import org.wenzheng.stream.records.v1.TranscriptSegment;

/** One call: greets, listens, answers, makes way, hands over, and leaves when a person is there or nobody is. */
public final class CallAgent implements RoomListener, AutoCloseable {

    /** What all calls of the process share. */
    public record Shared(
            URI sfu,
            MediaEngine engine,
            Voice voice,
            VoiceActivityDetector detector,
            TranscriptSource transcripts,
            Consumer<TranscriptSegment> words,
            Memories memories) {}

    /** Topic of what a citizen types or taps. */
    static final String QUESTION_TOPIC = "wenzheng.question";

    private static final Logger log = LoggerFactory.getLogger(CallAgent.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MAX_QUESTION = 500;
    private static final long TICK_MS = 20;
    /** Nobody there for so long: the call is over. */
    private static final long ALONE_MS = 30_000;

    private final Leases.Lease lease;
    private final Shared shared;
    private final Conversation conversation;
    private final Foresight foresight;
    private final Consumer<CallAgent> done;
    private final Handover handover;
    private final TurnDetector turns = new TurnDetector(TurnDetector.Patience.USUAL);
    private final SpeechOutput output = new SpeechOutput();
    private final Speaker speaker;
    private final Courtesy courtesy;
    private final CitizenEar ear;
    private final ScheduledExecutorService thread;
    private final boolean resumed;

    private @Nullable RoomClient room;
    private @Nullable OwnSegments segments;
    private CallClaims claims = CallClaims.NONE;
    private boolean greeted;
    private boolean ended;
    private long aloneSince = System.nanoTime();

    /**
     * Takes a call: anew, or where another process left it.
     *
     * @param items what a code stands for now
     * @param ahead where it looks for items while the citizen still speaks
     */
    static CallAgent begin(
            Leases.Lease lease,
            Shared shared,
            Finder finder,
            Function<String, Optional<ServiceItem>> items,
            Executor ahead,
            Consumer<CallAgent> done) {
        Foresight foresight = new Foresight(finder, ahead);
        return shared.memories()
                .recall(lease.call())
                .map(memory -> new CallAgent(
                        lease,
                        shared,
                        foresight,
                        Conversation.resumed(foresight, memory, items),
                        new Handover(memory),
                        true,
                        done))
                .orElseGet(() -> new CallAgent(
                        lease, shared, foresight, new Conversation(foresight), new Handover(), false, done));
    }

    private CallAgent(
            Leases.Lease lease,
            Shared shared,
            Foresight foresight,
            Conversation conversation,
            Handover handover,
            boolean resumed,
            Consumer<CallAgent> done) {
        this.lease = lease;
        this.shared = shared;
        this.foresight = foresight;
        this.conversation = conversation;
        this.handover = handover;
        this.resumed = resumed;
        this.done = done;
        this.ear = new CitizenEar(shared.detector());
        this.thread = Executors.newSingleThreadScheduledExecutor(runnable -> {
            Thread made = new Thread(runnable, "agent");
            made.setDaemon(true);
            return made;
        });
        this.speaker = new Speaker(shared.voice(), output, this::run);
        this.courtesy = new Courtesy(ear, speaker, output);
        attune();
        run(this::join);
    }

    String call() {
        return lease.call();
    }

    /** What a person is wanted for, if one is. Safe for any thread. */
    Optional<Leases.Waiting> waiting() {
        return handover.waiting();
    }

    /** The citizen's place in the queue, told once when it is known. */
    void place(int number) {
        run(() -> {
            if (handover.takes(number)) {
                say(List.of(number == 1 ? "您排在第一位，请稍等。" : "您前面还有" + (number - 1) + "位，请稍等。"));
            }
        });
    }

    private void join() {
        try {
            RoomClient joined = RoomClient.join(shared.sfu(), lease.token(), shared.engine(), this, PATIENCE);
            room = joined;
            LocalAudio voice = joined.publishAudio("voice", block -> {
                output.fill(block);
                ear.sent(block, now());
            });
            segments = new OwnSegments(lease.call(), lease.identity(), joined.sid(voice));
            FaceTrack face = new FaceTrack(joined);
            shared.transcripts().listen(lease.call(), words -> run(() -> words(words)));
            thread.scheduleAtFixedRate(guarded(this::tick), TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
            long frameMs = FaceTrack.FRAME.toMillis();
            thread.scheduleAtFixedRate(
                    guarded(() -> face.draw(output, ear, speaker)), frameMs, frameMs, TimeUnit.MILLISECONDS);
            joined.participants().forEach(this::seen);
        } catch (ClientException e) {
            log.warn("A call could not be joined: {}", e.getMessage());
            end(false);
        }
    }

    @Override
    public void participant(ParticipantInfo participant) {
        run(() -> seen(participant));
    }

    private void seen(ParticipantInfo participant) {
        CallClaims theirs = CallClaims.of(participant.getAttributesMap());
        if (theirs.role() == CallRole.STAFF) {
            end(true); // a person is there
        } else if (theirs.role() == CallRole.CITIZEN) {
            if (!theirs.answer()) {
                end(true);
                return;
            }
            claims = theirs;
            aloneSince = Long.MAX_VALUE;
            if (!greeted && room != null) {
                greeted = true;
                say(resumed ? conversation.resumption() : List.of(Phrases.GREETING));
            }
        }
    }

    @Override
    public void left(ParticipantInfo participant) {
        run(() -> {
            if (CallClaims.of(participant.getAttributesMap()).role() == CallRole.CITIZEN) {
                speaker.stop();
                aloneSince = System.nanoTime();
            }
        });
    }

    @Override
    public void audio(RemoteTrack track, AudioBlock block) {
        if (track.role() != CallRole.CITIZEN || block.sampleRate() != 48_000) {
            return;
        }
        short[] samples = new short[block.frames()];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = block.sample(i);
        }
        run(() -> voice(samples));
    }

    @Override
    public void text(String identity, String topic, String text, Map<String, String> attributes) {
        if (topic.equals(QUESTION_TOPIC) && !text.isBlank()) {
            run(() -> typed(identity, text.length() > MAX_QUESTION ? text.substring(0, MAX_QUESTION) : text));
        }
    }

    @Override
    public void ended(String reason) {
        run(() -> end(true));
    }

    private void voice(short[] samples) {
        try {
            ear.heard(samples, now());
            courtesy.heard(now());
        } catch (ModelException e) {
            log.warn("Voice activity is not heard: {}", e.getMessage());
        }
    }

    private void words(TranscriptSegment words) {
        if (segments == null || !segments.areOfCitizensVoice(words)) {
            return;
        }
        long start = claims.callStartedAtMs();
        if (ear.onlyEcho(start + words.getStartMs(), start + words.getEndMs())) {
            return;
        }
        courtesy.words(words.getText());
        turns.heard(words, now()).ifPresentOrElse(this::turn, () -> foresight.consider(words.getText()));
    }

    private void typed(String identity, String question) {
        if (segments != null && claims.callStartedAtMs() > 0) {
            shared.words().accept(segments.typed(identity, question, claims));
        }
        turn(question);
    }

    private void tick() {
        turns.tick(now(), ear.speaking()).ifPresent(this::turn);
        for (SpeechOutput.Spoken spoken = output.next(); spoken != null; spoken = output.next()) {
            spoken(spoken);
        }
        if (System.nanoTime() - aloneSince > TimeUnit.MILLISECONDS.toNanos(ALONE_MS) && aloneSince != Long.MAX_VALUE) {
            end(true);
        }
    }

    private void turn(String text) {
        if (ended || handover.wanted() && !text.contains("人工")) {
            handover.brief().citizen(text);
            return;
        }
        try {
            Reply reply = conversation.hear(text);
            if (reply.outcome() == Reply.Outcome.SILENT) {
                return;
            }
            speaker.stop();
            handover.brief().citizen(text);
            handover.brief().took(reply);
            attune();
            if (segments != null) {
                segments.answering(reply, conversation.item());
            }
            if (room != null) {
                room.sendText(Card.TOPIC, Card.of(reply), Map.of());
            }
            if (reply.outcome() == Reply.Outcome.ANSWERED
                    && !shared.voice().cached(reply.sentences().get(0), conversation.speed())) {
                say(List.of(Phrases.OPENER));
            }
            say(reply.sentences());
            if (reply.handsOver()) {
                handover.want(reply.outcome() == Reply.Outcome.EMERGENCY);
            }
        } catch (ModelException e) {
            log.warn("A question could not be looked up: {}", e.getMessage());
            say(List.of(Phrases.BROKEN));
            handover.want(false);
        }
        remember();
    }

    /** As patient and as loud as this citizen wants it. */
    private void attune() {
        turns.patience(conversation.unhurried() ? TurnDetector.Patience.ELDER : TurnDetector.Patience.USUAL);
        output.volume(conversation.volume());
    }

    private void say(List<String> sentences) {
        speaker.say(sentences, conversation.speed());
    }

    /** Captions, the brief and the memory keep what was really heard. */
    private void spoken(SpeechOutput.Spoken spoken) {
        OwnSegments own = segments;
        if (own == null) {
            return;
        }
        if (!spoken.over()) {
            shared.words().accept(own.begins(spoken, claims));
            return;
        }
        String part = OwnSegments.heard(spoken);
        if (!part.isEmpty()) {
            handover.brief().digitalHuman(part);
            shared.words().accept(own.ends(spoken, claims));
            remember();
        }
    }

    private void remember() {
        if (ended) {
            return; // a call that is over stays forgotten
        }
        ConversationMemory.Builder memory =
                ConversationMemory.newBuilder().setSchemaVersion(1).setCall(lease.call());
        conversation.into(memory);
        handover.into(memory);
        shared.memories().keep(memory.build());
    }

    /** @param forGood nobody is to go on with it */
    private void end(boolean forGood) {
        if (!ended) {
            ended = true;
            speaker.stop();
            if (forGood) {
                shared.memories().forget(lease.call());
            }
            done.accept(this);
        }
    }

    private static long now() {
        return System.currentTimeMillis();
    }

    private void run(Runnable task) {
        try {
            thread.execute(guarded(task));
        } catch (RejectedExecutionException e) {
            log.debug("A call that is over was told something", e);
        }
    }

    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                log.error("A call's agent failed at one step and goes on", e);
            }
        };
    }

    /** Leaves the room. */
    @Override
    public void close() {
        shared.transcripts().leave(lease.call());
        thread.shutdownNow();
        RoomClient joined = room;
        if (joined != null) {
            joined.close();
        }
        try {
            if (thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                ear.close(); // its native part must not go while a block is in it
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
