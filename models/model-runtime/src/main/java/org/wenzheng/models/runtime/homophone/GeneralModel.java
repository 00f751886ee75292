package org.wenzheng.models.runtime.homophone;

/** What everyday Mandarin expects. */
interface GeneralModel {

    /**
     * How its scores are weighed against what was heard; measured for each model.
     *
     * @param changed what keeps a character as it was heard, in nats
     * @param heard how much a nat of the recogniser's weighs
     * @param character how much another character of the text is worth
     */
    record Weights(double changed, double heard, double character) {}

    Weights weights();

    /** Its words; not changed by anybody. */
    Lexicon lexicon();

    /** Probability of a word by itself; numbers beyond its lexicon have the least. */
    double single(int word);

    /** Probability of a word behind two others, of which {@link Lexicon#BEGIN} stands for none. */
    double probability(int before, int last, int word);
}
