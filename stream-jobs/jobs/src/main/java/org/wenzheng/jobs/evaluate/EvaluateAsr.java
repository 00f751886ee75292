package org.wenzheng.jobs.evaluate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wenzheng.jobs.config.JobsConfig;
import org.wenzheng.jobs.config.SpeechConfig;
import org.wenzheng.jobs.opus.MediaFile;
import org.wenzheng.jobs.opus.OpusDecoder;
import org.wenzheng.jobs.opus.OpusEncoder;
import org.wenzheng.jobs.speech.TrackTranscriber;
import org.wenzheng.models.runtime.ModelException;
import org.wenzheng.models.runtime.speech.CharacterErrorRate;
import org.wenzheng.models.runtime.speech.Transcript;
import org.wenzheng.stream.records.v1.TranscriptSegment;

/**
 * Scores the recognition that ships on clips that the caller brings: each goes through Opus, the jobs' segmenter and
 * their settings; and, where those repair homophones, once more without it. {@code --data FILE [--root DIR] [--lang zh]
 * [--limit N] [--domain PATH,…] [--terms FILE] [--offline] [--predictions OUT] [--json]}
 */
public final class EvaluateAsr {
    private static final int BITS_PER_SECOND = 24_000; // as replay encodes
    private static final int OFFLINE_SECONDS = 30;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AsrOptions options;
    private final SpeechConfig config;
    private final TrackTranscriber transcriber;
    private final @Nullable TrackTranscriber unrepaired;
    private final AsrScore score = new AsrScore();
    private final @Nullable TermRecall terms;
    private final @Nullable TermRecall unrepairedTerms;
    private final List<String> predictions = new ArrayList<>();

    private EvaluateAsr(AsrOptions options, SpeechConfig config) throws IOException {
        this.options = options;
        this.config = config;
        this.transcriber = new TrackTranscriber(config);
        this.unrepaired = config.repair() ? new TrackTranscriber(config.unrepaired()) : null;
        List<String> given = options.terms() == null ? List.of() : TermRecall.read(options.terms());
        this.terms = given.isEmpty() ? null : new TermRecall(given);
        this.unrepairedTerms = given.isEmpty() || unrepaired == null ? null : new TermRecall(given);
    }

    /**
     * Prints a table and, with {@code --json}, one JSON object as the last line.
     *
     * @param arguments as {@link EvaluateAsr} says
     */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            AsrOptions options = AsrOptions.parse(arguments);
            SpeechConfig config = JobsConfig.from(System.getenv()).speech();
            new EvaluateAsr(options, options.domain().isEmpty() ? config : config.withDomainText(options.domain()))
                    .run(out);
        } catch (IOException | IllegalArgumentException | ModelException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
        System.exit(0); // engines keep threads
    }

    private void run(PrintStream out) throws IOException, ModelException {
        List<AsrRow> rows = AsrRow.read(options.data(), options.root(), options.language());
        rows = rows.subList(0, Math.min(options.limit(), rows.size()));
        String engine = transcriber.prepare();
        if (unrepaired != null) {
            unrepaired.prepare();
        }
        predictions.add("file\treference\trecognised"
                + (unrepaired == null ? "" : "\tunrepaired")
                + (options.offline() ? "\toffline" : ""));
        long start = System.nanoTime();
        for (int i = 0; i < rows.size(); i++) {
            add(rows.get(i));
            progress(i + 1, rows.size(), (System.nanoTime() - start) / 1e9);
        }
        if (options.predictions() != null) {
            Files.write(options.predictions(), predictions, StandardCharsets.UTF_8);
        }
        out.print(score.table());
        if (terms != null) {
            out.printf("%d terms said, %.1f%% written%n", terms.said(), 100 * terms.recall());
        }
        if (unrepairedTerms != null) {
            out.printf("unrepaired %.1f%%%n", 100 * unrepairedTerms.recall());
        }
        if (options.json()) {
            out.println(json(engine));
        }
    }

    private void add(AsrRow row) throws IOException, ModelException {
        short[] pcm = MediaFile.read(row.file());
        List<byte[]> packets;
        try (OpusEncoder encoder = new OpusEncoder(BITS_PER_SECOND)) {
            packets = encoder.encode(pcm);
        }
        long start = System.nanoTime();
        String text = text(transcriber, packets);
        double seconds = (System.nanoTime() - start) / 1e9;
        score.add(
                row.group(),
                CharacterErrorRate.of(row.transcript(), text),
                seconds,
                (double) pcm.length / OpusDecoder.RATE);
        if (terms != null) {
            terms.add(row.transcript(), text);
        }
        String line = clean(row.name()) + "\t" + clean(row.transcript()) + "\t" + clean(text);
        if (unrepaired != null) {
            start = System.nanoTime();
            String plain = text(unrepaired, packets);
            score.addUnrepaired(
                    row.group(), CharacterErrorRate.of(row.transcript(), plain), (System.nanoTime() - start) / 1e9);
            if (unrepairedTerms != null) {
                unrepairedTerms.add(row.transcript(), plain);
            }
            line += "\t" + clean(plain);
        }
        if (options.offline()) {
            String offline = offline(pcm);
            score.addOffline(row.group(), CharacterErrorRate.of(row.transcript(), offline));
            line += "\t" + clean(offline);
        }
        predictions.add(line);
    }

    private String text(TrackTranscriber by, List<byte[]> packets) throws ModelException {
        return by.transcribe(packets, options.language()).stream()
                .map(TranscriptSegment::getText)
                .collect(Collectors.joining());
    }

    private String offline(short[] pcm) throws ModelException {
        StringBuilder text = new StringBuilder();
        int most = OFFLINE_SECONDS * OpusDecoder.RATE;
        for (int from = 0; from < pcm.length; from += most) {
            short[] piece = Arrays.copyOfRange(pcm, from, Math.min(pcm.length, from + most));
            float[] samples = new float[piece.length];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = piece[i] / 32768f;
            }
            Transcript transcript = transcriber.offline(samples, options.language());
            text.append(transcript.text());
        }
        return text.toString();
    }

    private static String clean(String field) {
        return field.replaceAll("[\\t\\r\\n]+", " ");
    }

    private void progress(int done, int total, double seconds) {
        long left = Math.round(seconds / done * (total - done));
        System.err.printf("%d/%d clips, CER %.1f%%, %d s left%n", done, total, 100 * score.cer(), left);
    }

    private String json(String engine) {
        ObjectNode json = JSON.createObjectNode().put("task", terms == null ? "asr" : "terms");
        score.write(json);
        if (terms != null) {
            ObjectNode scores = ((ObjectNode) json.get("score"))
                    .put("terms", terms.said())
                    .put("recall", AsrScore.rounded(terms.recall()));
            if (unrepairedTerms != null) {
                scores.put("recall_unrepaired", AsrScore.rounded(unrepairedTerms.recall()));
            }
        }
        json.putObject("config")
                .put("engine", engine)
                .put("language", options.language())
                .put("opus_bits_per_second", BITS_PER_SECOND)
                .put("hang_over_ms", config.segmentation().hangOverMs())
                .put("longest_ms", config.segmentation().longestMs())
                .put("repair", config.repair())
                .put("threads", config.threads());
        return json.toString();
    }
}
