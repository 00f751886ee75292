package org.wenzheng.jobs.evaluate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * their settings. {@code --data FILE [--root DIR] [--lang zh] [--limit N] [--offline] [--predictions OUT] [--json]}
 */
public final class EvaluateAsr {
    private static final String USAGE =
            "usage: --data FILE [--root DIR] [--lang zh] [--limit N] [--offline] [--predictions OUT] [--json]";
    private static final int BITS_PER_SECOND = 24_000; // as replay encodes
    private static final int OFFLINE_SECONDS = 30;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Options options;
    private final SpeechConfig config;
    private final TrackTranscriber transcriber;
    private final AsrScore score = new AsrScore();
    private final List<String> predictions = new ArrayList<>();

    private EvaluateAsr(Options options, SpeechConfig config) {
        this.options = options;
        this.config = config;
        this.transcriber = new TrackTranscriber(config);
    }

    private record Options(
            Path data,
            @Nullable Path root,
            String language,
            int limit,
            boolean offline,
            @Nullable Path predictions,
            boolean json) {

        static Options parse(String[] arguments) {
            Path data = null;
            Path root = null;
            String language = "zh";
            int limit = Integer.MAX_VALUE;
            boolean offline = false;
            Path predictions = null;
            boolean json = false;
            for (int i = 0; i < arguments.length; i++) {
                switch (arguments[i]) {
                    case "--data" -> data = Path.of(value(arguments, ++i));
                    case "--root" -> root = Path.of(value(arguments, ++i));
                    case "--lang" -> language = value(arguments, ++i);
                    case "--limit" -> limit = Integer.parseInt(value(arguments, ++i));
                    case "--offline" -> offline = true;
                    case "--predictions" -> predictions = Path.of(value(arguments, ++i));
                    case "--json" -> json = true;
                    default -> throw new IllegalArgumentException(USAGE);
                }
            }
            if (data == null || limit < 1) {
                throw new IllegalArgumentException(USAGE);
            }
            return new Options(data, root, language, limit, offline, predictions, json);
        }

        private static String value(String[] arguments, int at) {
            if (at >= arguments.length) {
                throw new IllegalArgumentException(USAGE);
            }
            return arguments[at];
        }
    }

    /**
     * Prints a table and, with {@code --json}, one JSON object as the last line.
     *
     * @param arguments as {@link EvaluateAsr} says
     */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            Options options = Options.parse(arguments);
            new EvaluateAsr(options, JobsConfig.from(System.getenv()).speech()).run(out);
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
        predictions.add("file\treference\trecognised" + (options.offline() ? "\toffline" : ""));
        long start = System.nanoTime();
        for (int i = 0; i < rows.size(); i++) {
            add(rows.get(i));
            progress(i + 1, rows.size(), (System.nanoTime() - start) / 1e9);
        }
        if (options.predictions() != null) {
            Files.write(options.predictions(), predictions, StandardCharsets.UTF_8);
        }
        out.print(score.table());
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
        String text = transcriber.transcribe(packets, options.language()).stream()
                .map(TranscriptSegment::getText)
                .collect(Collectors.joining());
        double seconds = (System.nanoTime() - start) / 1e9;
        score.add(
                row.group(),
                CharacterErrorRate.of(row.transcript(), text),
                seconds,
                (double) pcm.length / OpusDecoder.RATE);
        String line = clean(row.name()) + "\t" + clean(row.transcript()) + "\t" + clean(text);
        if (options.offline()) {
            String offline = offline(pcm);
            score.addOffline(row.group(), CharacterErrorRate.of(row.transcript(), offline));
            line += "\t" + clean(offline);
        }
        predictions.add(line);
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
        ObjectNode json = JSON.createObjectNode().put("task", "asr");
        score.write(json);
        json.putObject("config")
                .put("engine", engine)
                .put("language", options.language())
                .put("opus_bits_per_second", BITS_PER_SECOND)
                .put("hang_over_ms", config.segmentation().hangOverMs())
                .put("longest_ms", config.segmentation().longestMs())
                .put("threads", config.threads());
        return json.toString();
    }
}
