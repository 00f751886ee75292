package org.wenzheng.jobs.speech;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wenzheng.models.runtime.homophone.DomainText;
import org.wenzheng.models.runtime.homophone.HomophoneRepair;
import org.wenzheng.models.runtime.speech.TextRepair;

/** The repair that is in force: built from the office's texts, and anew some seconds after they change. */
final class OfficeRepair implements TextRepair {
    private static final Logger LOG = LoggerFactory.getLogger(OfficeRepair.class);
    private static final int LOOK_SECONDS = 5;

    private final List<Path> places;
    private volatile TextRepair current;
    private List<String> known = List.of();

    OfficeRepair(List<Path> places) {
        this.places = List.copyOf(places);
        this.current = build();
    }

    /** Builds it and looks after the texts as long as the JVM runs. */
    static OfficeRepair watching(List<Path> places) {
        OfficeRepair repair = new OfficeRepair(places);
        if (!places.isEmpty()) {
            ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread thread = new Thread(task, "office-texts");
                thread.setDaemon(true);
                return thread;
            });
            var unused = watch.scheduleWithFixedDelay(repair::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
        }
        return repair;
    }

    @Override
    public Choice repair(List<Hypothesis> hypotheses) {
        return current.repair(hypotheses);
    }

    /** Builds it anew if the texts are others; what is in force stays while they cannot be read. */
    void look() {
        try {
            List<Path> files = DomainText.files(places);
            List<String> now = states(files);
            if (!now.equals(known)) {
                current = HomophoneRepair.of(files);
                known = now;
                LOG.info("Homophones are repaired by the words of {} files", files.size());
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("The office's texts cannot be read; the words known before stay in force: {}", e.getMessage());
        }
    }

    private TextRepair build() {
        try {
            List<Path> files = DomainText.files(places);
            known = states(files);
            return HomophoneRepair.of(files);
        } catch (IOException e) {
            LOG.warn("The office's texts cannot be read; everyday words only: {}", e.getMessage());
            known = List.of();
            return HomophoneRepair.everyday();
        }
    }

    private static List<String> states(List<Path> files) throws IOException {
        List<String> states = new ArrayList<>();
        for (Path file : files) {
            states.add(file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file));
        }
        return states;
    }
}
