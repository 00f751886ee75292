package org.wenzheng.jobs.config;

import java.io.Serializable;
import java.util.List;

/**
 * How speech is recognised.
 *
 * @param models folder of verified weights
 * @param language BCP 47 tag of calls that name none
 * @param wholeLanguages languages that the recogniser of whole stretches is asked in; empty: all that it knows
 * @param engines how many recognise at once, a task manager
 * @param threads a recognition may use
 * @param finalsWaiting finals an operator takes in before it holds up its input
 * @param repair whether homophones in Mandarin are corrected
 * @param domainText files and folders of the office's own texts, which tell its words
 * @param timeoutSeconds after which a running recognition is given up, seconds
 */
public record SpeechConfig(
        SegmentationConfig segmentation,
        String models,
        String language,
        List<String> wholeLanguages,
        int engines,
        int threads,
        int finalsWaiting,
        boolean repair,
        List<String> domainText,
        int timeoutSeconds)
        implements Serializable {

    /** The same with other texts of the office. */
    public SpeechConfig withDomainText(List<String> places) {
        return with(repair, places);
    }

    /** The same, leaving homophones as they were heard. */
    public SpeechConfig unrepaired() {
        return with(false, List.of());
    }

    private SpeechConfig with(boolean repaired, List<String> texts) {
        return new SpeechConfig(
                segmentation,
                models,
                language,
                wholeLanguages,
                engines,
                threads,
                finalsWaiting,
                repaired,
                texts,
                timeoutSeconds);
    }

    public SpeechConfig {
        wholeLanguages = List.copyOf(wholeLanguages);
        domainText = List.copyOf(domainText);
        Setting.require(engines > 0 && engines <= 64, "JOBS_ENGINES is %s: give 1 to 64", engines);
        Setting.require(threads > 0 && threads <= 64, "JOBS_ENGINE_THREADS is %s: give 1 to 64", threads);
        Setting.require(finalsWaiting > 0, "JOBS_FINALS_WAITING is %s: give at least 1", finalsWaiting);
        Setting.require(timeoutSeconds >= 5, "JOBS_RECOGNITION_TIMEOUT is %s: give at least 5 seconds", timeoutSeconds);
        Setting.require(!language.isBlank(), "WENZHENG_LANGUAGE is empty: give a tag such as zh");
    }
}
