package org.wenzheng.digitalhuman.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.wenzheng.client.MediaEngine;
import org.wenzheng.digitalhuman.voice.Sound;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * A call over a poor network: says the recordings of a folder one after the other, by name, with a pause between. One JSON line
 * an event: {@code begun} with the call, {@code said} with a recording's number and its time, unix milliseconds, {@code ended} with the
 * datagrams that were sent and lost on the way to the SFU.
 */
@Command(name = "impaired-call")
public final class ImpairedCall implements Callable<Integer> {

    private static final Pattern RED = Pattern.compile("a=rtpmap:(\\d+) red/48000");
    private static final int SETTLE_S = 6;
    private static final int SPEECH_S = 60;

    @Mixin
    ClientProgram product = new ClientProgram();

    @Option(names = "--token-file", required = true, description = "The command line's own token.")
    Path token = Path.of("");

    @Option(names = "--voices", required = true, description = "Folder of WAV files, 48 kHz, 16 bit, mono.")
    Path voices = Path.of("");

    @Option(names = "--loss", defaultValue = "0")
    double loss;

    @Option(names = "--jitter-ms", defaultValue = "0")
    int jitterMs;

    @Option(names = "--reordered")
    boolean reordered;

    @Option(names = "--bits-per-second", defaultValue = "0")
    long bitsPerSecond;

    @Option(names = "--udp-blocked")
    boolean blocked;

    @Option(names = "--moves-after-s", defaultValue = "0")
    int movesAfterS;

    @Option(names = "--without-redundancy")
    boolean withoutRedundancy;

    @Option(names = "--pause-ms", defaultValue = "1500")
    int pauseMs;

    @Option(names = "--seed", defaultValue = "7")
    long seed;

    public static void main(String[] args) {
        ClientProgram.run(new ImpairedCall(), args);
    }

    @Override
    public Integer call() throws Exception {
        List<Path> files;
        try (Stream<Path> found = Files.list(voices)) {
            files = found.sorted().toList();
        }
        Impairment impairment = new Impairment(
                loss, jitterMs, reordered, bitsPerSecond, blocked, TimeUnit.SECONDS.toMillis(movesAfterS));
        FrontDesk desk =
                new FrontDesk(product.searchApi, Files.readString(token).strip());
        String room = desk.begin("analyse"); // which the digital human stays out of
        try (ImpairedLink link = new ImpairedLink(impairment, seed)) {
            MediaEngine engine = new MediaEngine(sdp -> link.lead(withoutRedundancy ? plain(sdp) : sdp));
            try (SyntheticCitizen citizen = new SyntheticCitizen(product.sfu, room, engine)) {
                System.out.printf("{\"event\":\"begun\",\"call\":\"%s\"}%n", desk.call());
                TimeUnit.SECONDS.sleep(SETTLE_S);
                for (int i = 0; i < files.size(); i++) {
                    long from = System.currentTimeMillis();
                    citizen.say(read(files.get(i)));
                    SyntheticCitizen.await(SPEECH_S, citizen::said);
                    System.out.printf("{\"event\":\"said\",\"number\":%d,\"from_ms\":%d}%n", i, from);
                    TimeUnit.MILLISECONDS.sleep(pauseMs);
                }
                TimeUnit.SECONDS.sleep(SETTLE_S);
            }
            System.out.printf("{\"event\":\"ended\",\"sent\":%d,\"lost\":%d}%n", link.sent()[0], link.sent()[1]);
        } finally {
            desk.end();
        }
        return 0;
    }

    /** A description that knows nothing of redundant audio. */
    static String plain(String sdp) {
        Matcher named = RED.matcher(sdp);
        if (!named.find()) {
            return sdp;
        }
        String type = named.group(1);
        return sdp.replaceAll("a=(rtpmap|fmtp|rtcp-fb):" + type + " [^\r]*\r\n", "")
                .replaceAll("(m=audio \\S+ \\S+(?: \\d+)*?) " + type + "(?= |\r)", "$1");
    }

    private static Sound read(Path wav) throws IOException {
        try (AudioInputStream in = AudioSystem.getAudioInputStream(wav.toFile())) {
            byte[] octets = in.readAllBytes();
            short[] pcm = new short[octets.length / 2];
            ByteBuffer.wrap(octets)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asShortBuffer()
                    .get(pcm);
            return new Sound("", pcm, List.of());
        } catch (UnsupportedAudioFileException e) {
            throw new IOException(wav + " is no WAV file", e);
        }
    }
}
