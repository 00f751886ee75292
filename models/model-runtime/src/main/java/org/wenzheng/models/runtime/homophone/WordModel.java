package org.wenzheng.models.runtime.homophone;

import java.util.List;

/** Everyday Mandarin and an office's own, half and half; the first alone where the office has written nothing. */
final class WordModel {

    private static final double DOMAIN_SHARE = 0.5;
    private static final int LONGEST = SyllableTrie.LONGEST;

    private final GeneralModel general;
    private final Lexicon lexicon;
    private final DomainModel domain = new DomainModel();
    private final double share;

    WordModel(GeneralModel general, List<DomainText.Stretch> text) {
        this.general = general;
        this.lexicon = new Lexicon(general.lexicon());
        for (DomainText.Stretch stretch : text) {
            domain.add(words(stretch.text()), stretch.weight());
        }
        share = domain.isEmpty() ? 0 : DOMAIN_SHARE;
    }

    GeneralModel.Weights weights() {
        return general.weights();
    }

    Lexicon lexicon() {
        return lexicon;
    }

    double single(int word) {
        return (1 - share) * general.single(word) + (share == 0 ? 0 : share * domain.single(word));
    }

    /** Natural log of the probability of a word behind two others. */
    double logProbability(int before, int last, int word) {
        double p = general.probability(before, last, word);
        return Math.log(share == 0 ? p : (1 - share) * p + share * domain.probability(before, last, word));
    }

    /** The most probable words of a stretch of Han characters; a character that is no word becomes one. */
    private int[] words(String text) {
        int n = text.length();
        double[] best = new double[n + 1];
        int[] from = new int[n + 1];
        for (int end = 1; end <= n; end++) {
            best[end] = Double.NEGATIVE_INFINITY;
            for (int start = end - 1; start >= Math.max(0, end - LONGEST); start--) {
                int word = lexicon.number(text.substring(start, end));
                if (word == Lexicon.UNKNOWN && start < end - 1) {
                    continue;
                }
                double score = best[start] + Math.log(general.single(word));
                if (score > best[end]) {
                    best[end] = score;
                    from[end] = start;
                }
            }
        }
        int count = 0;
        for (int end = n; end > 0; end = from[end]) {
            count++;
        }
        int[] words = new int[count];
        for (int end = n; end > 0; end = from[end]) {
            words[--count] = lexicon.add(text.substring(from[end], end));
        }
        return words;
    }
}
