package org.wenzheng.models.runtime.homophone;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wenzheng.models.runtime.speech.TextRepair;

/**
 * Chooses among hypotheses and corrects homophones: the one whose sound the recogniser believes in and whose words, in their
 * most probable spelling, a Mandarin and an office's text expect. For any number of threads.
 */
public final class HomophoneRepair implements TextRepair {

    private static final Logger LOG = LoggerFactory.getLogger(HomophoneRepair.class);

    /** What a digit or Latin letter costs: Mandarin has few. */
    private static final double FOREIGN = 6;

    private final WordModel model;
    private final SyllableTrie trie;

    HomophoneRepair(WordModel model) {
        this.model = model;
        this.trie = new SyllableTrie(model);
    }

    /**
     * Builds it; takes a second or two, and some 100 MB.
     *
     * @param texts files of the office, as {@link DomainText#files} lists them
     * @throws IOException if one cannot be read, or they are too large
     */
    public static HomophoneRepair of(List<Path> texts) throws IOException {
        return new HomophoneRepair(new WordModel(General.MODEL, DomainText.read(texts)));
    }

    /** Builds it without an office's words. */
    public static HomophoneRepair everyday() {
        return new HomophoneRepair(new WordModel(General.MODEL, List.of()));
    }

    /** Loaded at first use, one a JVM: the richer one where the machine has it. */
    private static final class General {
        private static final GeneralModel MODEL = load();

        private static GeneralModel load() {
            try {
                Path installed = LibimeTrigrams.installed();
                if (installed != null) {
                    LOG.info("Everyday words come from {}", installed);
                    return LibimeTrigrams.read(installed);
                }
            } catch (IOException e) {
                LOG.warn("The language model of this machine is not used: {}", e.getMessage());
            }
            return AnsjBigrams.load();
        }
    }

    @Override
    public Choice repair(List<Hypothesis> hypotheses) {
        GeneralModel.Weights weights = model.weights();
        int length = letters(hypotheses.get(0).text());
        double most = Double.NEGATIVE_INFINITY;
        Choice best = new Choice(0, hypotheses.get(0).text());
        for (int i = 0; i < hypotheses.size(); i++) {
            Hypothesis hypothesis = hypotheses.get(i);
            int letters = letters(hypothesis.text());
            if (i > 0 && (letters == 0 || Math.abs(letters - length) > Math.max(2, length / 4))) {
                continue; // a beam sometimes ends early
            }
            Lattice.Result words = new Lattice(model, trie, hypothesis.text()).best();
            double score = weights.heard() * hypothesis.logProbability()
                    + words.score()
                    + weights.character() * letters
                    - FOREIGN * foreign(words.text());
            if (score > most) {
                most = score;
                best = new Choice(i, words.text());
            }
        }
        return best;
    }

    private static int letters(String text) {
        return (int) text.codePoints().filter(Character::isLetterOrDigit).count();
    }

    private static int foreign(String text) {
        return (int) text.chars()
                .filter(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
                .count();
    }
}
