package org.wenzheng.digitalhuman.call;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import livekit.LivekitModels.ParticipantInfo;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wenzheng.client.AudioBlock;
import org.wenzheng.client.ClientException;
import org.wenzheng.client.LocalAudio;
import org.wenzheng.client.LocalVideo;
import org.wenzheng.client.MediaEngine;
import org.wenzheng.client.RemoteTrack;
import org.wenzheng.client.RoomClient;
import org.wenzheng.client.RoomListener;
import org.wenzheng.digitalhuman.dialogue.Conversation;
import org.wenzheng.digitalhuman.dialogue.Phrases;
import org.wenzheng.digitalhuman.dialogue.Reply;
import org.wenzheng.digitalhuman.face.Clerk;
import org.wenzheng.digitalhuman.hearing.TranscriptSource;
import org.wenzheng.digitalhuman.hearing.TurnDetector;
import org.wenzheng.digitalhuman.hearing.VoiceOnset;
import org.wenzheng.digitalhuman.voice.SpeechOutput;
import org.wenzheng.digitalhuman.voice.Voice;
import org.wenzheng.models.runtime.ModelException;
import org.wenzheng.models.runtime.vad.VoiceActivityDetector;
import org.wenzheng.signalling.token.CallClaims;
import org.wenzheng.signalling.token.CallRole;
import org.wenzheng.stream.records.v1.Revision;
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
            Consumer<TranscriptSegment> words) {}

    /** Topic of what a citizen types or taps. */
    static final String QUESTION_TOPIC = "wenzheng.question";

    private static final Logger log = LoggerFactory.getLogger(CallAgent.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MAX_QUESTION = 500;
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final int VIDEO_BITRATE = 800_000;
    private static final long TICK_MS = 20;
    private static final long FRAME_MS = 40;
    /** Longer than a back-channel: the citizen means to speak. */
    private static final int INTERRUPTS_MS = 340;
    /** Nobody there for so long: the call is over. */
    private static final long ALONE_MS = 30_000;

    private final Leases.Lease lease;
    private final Shared shared;
    private final Conversation conversation;
    private final Consumer<CallAgent> done;
    private final Brief brief = new Brief();
    private final TurnDetector turns = new TurnDetector(TurnDetector.Patience.USUAL);
    private final SpeechOutput output = new SpeechOutput();
    private final Speaker speaker;
    private final Clerk clerk = new Clerk(WIDTH, HEIGHT);
    private final VoiceOnset onset;
    private final ScheduledExecutorService thread;
    private final long begunNanos = System.nanoTime();

    private @Nullable RoomClient room;
    private @Nullable LocalVideo picture;
    private String ownTrack = "";
    private CallClaims claims = CallClaims.NONE;
    private boolean greeted;
    private boolean ended;
    private long aloneSince = System.nanoTime();
    private int said;
    private long saidFromMs;
    private long waitingSince;
    private boolean waiting;
    private boolean urgent;
    private int place;

    CallAgent(Leases.Lease lease, Shared shared, Conversation conversation, Consumer<CallAgent> done) {
        this.lease = lease;
        this.shared = shared;
        this.conversation = conversation;
        this.done = done;
        this.onset = new VoiceOnset(shared.detector());
        this.thread = Executors.newSingleThreadScheduledExecutor(runnable -> {
            Thread made = new Thread(runnable, "agent");
            made.setDaemon(true);
            return made;
        });
        this.speaker = new Speaker(shared.voice(), output, this::run);
        run(this::join);
    }

    String call() {
        return lease.call();
    }

    /** What a person is wanted for, if one is. Safe for any thread. */
    synchronized Optional<Leases.Waiting> waiting() {
        return waiting
                ? Optional.of(new Leases.Waiting(
                        TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - waitingSince), urgent, brief.toJson()))
                : Optional.empty();
    }

    /** The citizen's place in the queue, told once when it is known. */
    void place(int number) {
        run(() -> {
            if (place == 0 && waiting) {
                place = number;
                say(List.of(number == 1 ? "您排在第一位，请稍等。" : "您前面还有" + (number - 1) + "位，请稍等。"));
            }
        });
    }

    private void join() {
        try {
            RoomClient joined = RoomClient.join(shared.sfu(), lease.token(), shared.engine(), this, PATIENCE);
            room = joined;
            LocalAudio voice = joined.publishAudio("voice", output);
            ownTrack = joined.sid(voice);
            picture = joined.publishVideo("face", WIDTH, HEIGHT, VIDEO_BITRATE);
            shared.transcripts().listen(lease.call(), words -> run(() -> words(words)));
            thread.scheduleAtFixedRate(guarded(this::tick), TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
            thread.scheduleAtFixedRate(guarded(this::frame), FRAME_MS, FRAME_MS, TimeUnit.MILLISECONDS);
            joined.participants().forEach(this::seen);
        } catch (ClientException e) {
            log.warn("A call could not be joined: {}", e.getMessage());
            end();
        }
    }

    @Override
    public void participant(ParticipantInfo participant) {
        run(() -> seen(participant));
    }

    private void seen(ParticipantInfo participant) {
        CallClaims theirs = CallClaims.of(participant.getAttributesMap());
        if (theirs.role() == CallRole.STAFF) {
            end(); // a person is there
        } else if (theirs.role() == CallRole.CITIZEN) {
            if (!theirs.answer()) {
                end();
                return;
            }
            claims = theirs;
            aloneSince = Long.MAX_VALUE;
            if (!greeted && room != null) {
                greeted = true;
                say(List.of(Phrases.GREETING));
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
            run(() -> turn(text.length() > MAX_QUESTION ? text.substring(0, MAX_QUESTION) : text));
        }
    }

    @Override
    public void ended(String reason) {
        run(this::end);
    }

    private void voice(short[] samples) {
        try {
            for (short sample : samples) {
                onset.sample(sample);
            }
        } catch (ModelException e) {
            log.warn("Voice activity is not heard: {}", e.getMessage());
        }
        if (!speaker.speaking()) {
            return;
        }
        if (onset.lastedMs() >= INTERRUPTS_MS) {
            speaker.stop();
        } else if (onset.speaking()) {
            output.duck();
        } else {
            output.unduck();
        }
    }

    private void words(TranscriptSegment words) {
        if (!words.getParticipant().equals(lease.identity()) && words.getRole() == CITIZEN) {
            turns.heard(words, now()).ifPresent(this::turn);
        }
    }

    private void tick() {
        turns.tick(now(), onset.speaking()).ifPresent(this::turn);
        for (SpeechOutput.Spoken spoken = output.next(); spoken != null; spoken = output.next()) {
            heard(spoken);
        }
        if (System.nanoTime() - aloneSince > TimeUnit.MILLISECONDS.toNanos(ALONE_MS) && aloneSince != Long.MAX_VALUE) {
            end();
        }
    }

    private void frame() {
        LocalVideo out = picture;
        if (out != null) {
            Clerk.Pose pose = output.speaking()
                    ? Clerk.Pose.SPEAKING
                    : onset.speaking()
                            ? Clerk.Pose.LISTENING
                            : speaker.speaking() ? Clerk.Pose.THINKING : Clerk.Pose.IDLE;
            out.push(clerk.draw((System.nanoTime() - begunNanos) / 1e9, pose, output.moment()));
        }
    }

    private void turn(String text) {
        if (ended || waiting && !text.contains("人工")) {
            brief.citizen(text);
            return;
        }
        try {
            speaker.stop();
            brief.citizen(text);
            Reply reply = conversation.hear(text);
            brief.took(reply);
            if (reply.outcome() == Reply.Outcome.SILENT) {
                return;
            }
            send(reply);
            if (reply.outcome() == Reply.Outcome.ANSWERED
                    && !shared.voice().cached(reply.sentences().get(0), conversation.speed())) {
                say(List.of(Phrases.OPENER));
            }
            say(reply.sentences());
            if (reply.handsOver()) {
                handOver(reply);
            }
        } catch (ModelException e) {
            log.warn("A question could not be looked up: {}", e.getMessage());
            say(List.of(Phrases.BROKEN));
            handOver(null);
        }
    }

    private synchronized void handOver(@Nullable Reply reply) {
        urgent |= reply != null && reply.outcome() == Reply.Outcome.EMERGENCY;
        if (!waiting) {
            waiting = true;
            waitingSince = System.nanoTime();
        }
    }

    private void send(Reply reply) {
        if (room != null) {
            room.sendText(Card.TOPIC, Card.of(reply), Map.of());
        }
    }

    private void say(List<String> sentences) {
        speaker.say(sentences, conversation.speed());
    }

    /** Captions of what is said: all of a clause when it begins, what was really heard of it when it is over. */
    private void heard(SpeechOutput.Spoken spoken) {
        if (!spoken.over()) {
            saidFromMs = callMs();
            said++;
            write(spoken.sound().text(), Revision.INTERIM, 1);
            return;
        }
        String text = spoken.sound().text();
        String part = text.substring(0, Math.round(text.length() * Math.min(1, spoken.heard())));
        if (!part.isEmpty()) {
            brief.digitalHuman(part);
            write(part, Revision.FINAL, 2);
        }
    }

    private long callMs() {
        return Math.max(0, System.currentTimeMillis() - claims.callStartedAtMs());
    }

    private void write(String text, Revision kind, int revision) {
        shared.words()
                .accept(TranscriptSegment.newBuilder()
                        .setSchemaVersion(1)
                        .setCall(lease.call())
                        .setCallStartedAtUs(claims.callStartedAtMs() * 1000)
                        .setParticipant(lease.identity())
                        .setRole(DIGITAL_HUMAN)
                        .setTrack(ownTrack)
                        .setFirstSequence(said)
                        .setLastSequence(said)
                        .setSegment(lease.call() + ":" + ownTrack + ":" + said)
                        .setRevision(revision)
                        .setKind(kind)
                        .setStartMs((int) saidFromMs)
                        .setEndMs((int) callMs())
                        .setText(text)
                        .setConfidence(1)
                        .setEngine("synthesised/1")
                        .setLanguage("zh")
                        .setRecord(claims.record())
                        .setAnalyse(claims.analyse())
                        .setLastCapturedAtUs(System.currentTimeMillis() * 1000)
                        .build());
    }

    private void end() {
        if (!ended) {
            ended = true;
            speaker.stop();
            done.accept(this);
        }
    }

    private static long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
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
    }

    // wenzheng.media.v1.Role, as it stands in segments.
    private static final int CITIZEN = 1;
    private static final int DIGITAL_HUMAN = 3;
}
