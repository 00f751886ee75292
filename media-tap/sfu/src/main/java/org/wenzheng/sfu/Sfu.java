package org.wenzheng.sfu;

import java.io.IOException;
import java.net.BindException;
import java.security.SecureRandom;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wenzheng.mirror.Mirror;
import org.wenzheng.mirror.MirrorSettings;
import org.wenzheng.rtc.transport.MediaPort;
import org.wenzheng.rtc.transport.MediaPortOptions;
import org.wenzheng.sfu.caption.Captions;
import org.wenzheng.sfu.http.HttpOptions;
import org.wenzheng.sfu.http.HttpServer;
import org.wenzheng.sfu.http.Metrics;
import org.wenzheng.sfu.http.RoomService;
import org.wenzheng.sfu.http.Routes;
import org.wenzheng.sfu.room.Ids;
import org.wenzheng.sfu.room.RoomContext;
import org.wenzheng.sfu.room.RoomLimits;
import org.wenzheng.sfu.room.Rooms;
import org.wenzheng.sfu.tap.KafkaTaps;
import org.wenzheng.signalling.admission.Admission;
import org.wenzheng.signalling.token.TokenIssuer;
import org.wenzheng.signalling.token.TokenVerifier;

/**
 * The SFU: one HTTP port for signalling, one UDP and one TCP port for media, rooms in memory. It runs until SIGTERM and tells
 * its clients then. Exit codes: 1 when a port cannot be used, 2 for a setting that cannot be used.
 */
public final class Sfu implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Sfu.class);
    private static final int CONNECTIONS = 10_000;

    private final MediaPort media;
    private final Mirror mirror;
    private final KafkaTaps taps;
    private final Rooms rooms;
    private final Captions captions;
    private final HttpServer http;

    private Sfu(MediaPort media, Mirror mirror, KafkaTaps taps, Rooms rooms, Captions captions, HttpServer http) {
        this.media = media;
        this.mirror = mirror;
        this.taps = taps;
        this.rooms = rooms;
        this.captions = captions;
        this.http = http;
    }

    /** Runs it; takes no arguments. */
    public static void main(String[] arguments) {
        SfuSettings settings;
        try {
            settings = SfuSettings.fromEnvironment(System.getenv());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        try {
            Sfu sfu = open(settings, RoomLimits.DEFAULT);
            Runtime.getRuntime().addShutdownHook(new Thread(sfu::close, "stop"));
            log.info("The SFU is ready on port {}", sfu.port());
            Thread.currentThread().join(); // the event loops are daemons
        } catch (IOException e) {
            System.err.println("The SFU cannot start: " + e.getMessage());
            System.exit(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Opens the ports and takes calls.
     *
     * @throws IOException when a port cannot be used; the message says which and what to do
     */
    public static Sfu open(SfuSettings settings, RoomLimits limits) throws IOException {
        MediaPort media = MediaPort.open(mediaOptions(settings));
        Mirror mirror = Mirror.connect(settings.kafka(), MirrorSettings.DEFAULT);
        KafkaTaps taps = KafkaTaps.into(mirror, Clock.systemUTC());
        Rooms rooms = new Rooms(new RoomContext(
                media,
                limits,
                new Ids(new SecureRandom()),
                new TokenIssuer(settings.keys()),
                taps,
                settings.strangers(),
                Clock.systemUTC(),
                System::nanoTime));
        Admission admission = new Admission(new TokenVerifier(settings.keys(), Clock.systemUTC()));
        Captions captions = Captions.start(settings.kafka(), rooms, Clock.systemUTC());
        Routes routes = new Routes(
                admission,
                rooms,
                new RoomService(admission, rooms),
                new Metrics(media, rooms, mirror, captions),
                () -> true);
        try {
            HttpServer http = HttpServer.open(new HttpOptions(settings.bind(), settings.port(), CONNECTIONS), routes);
            return new Sfu(media, mirror, taps, rooms, captions, http);
        } catch (BindException e) {
            captions.close();
            taps.close();
            mirror.close();
            media.close();
            throw e;
        }
    }

    /** The HTTP port. */
    public int port() {
        return http.port();
    }

    public Rooms rooms() {
        return rooms;
    }

    @Override
    public void close() {
        captions.close();
        rooms.close();
        http.close();
        media.close();
        taps.close();
        mirror.close();
    }

    private static MediaPortOptions mediaOptions(SfuSettings settings) {
        MediaPortOptions defaults = MediaPortOptions.defaults();
        return new MediaPortOptions(
                settings.mediaBind(),
                settings.mediaPort(),
                settings.mediaPort(),
                settings.addresses(),
                defaults.loops(),
                defaults.segmentation(),
                defaults.maxSegments(),
                defaults.maxPeers(),
                defaults.maxHandshakes(),
                defaults.handshakeTimeout(),
                defaults.unreachedTimeout(),
                defaults.checksTimeout(),
                defaults.oldCredentials(),
                defaults.clock());
    }
}
