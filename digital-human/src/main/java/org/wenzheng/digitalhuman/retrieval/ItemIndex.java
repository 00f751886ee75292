package org.wenzheng.digitalhuman.retrieval;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wenzheng.models.runtime.ModelException;
import org.wenzheng.models.runtime.embedding.TextEmbedder;
import org.wenzheng.models.runtime.speech.ChineseWords;
import org.wenzheng.search.contract.knowledge.KnowledgeBase;
import org.wenzheng.search.contract.knowledge.Material;
import org.wenzheng.search.contract.knowledge.ServiceItem;

/**
 * A base made searchable: each name, alias and question of an item is a text with a vector and terms. Immutable; a changed base
 * gets a new index. Safe for any thread.
 */
public final class ItemIndex implements AutoCloseable {

    /** What each feature of a match means, all 0 to 1: {@link Match#features}. */
    enum Feature {
        /** Cosine to the nearest of the item's texts. */
        NEAREST,
        /** Mean cosine to its three nearest texts. */
        NEAR,
        /** Best share of the question's words in one text. */
        WORDS,
        PAIRS,
        SOUNDS,
        /** Share of the question's pairs anywhere in the item, its conditions and materials included. */
        ANYWHERE,
        /** Share of the question's nouns, by length, anywhere in the item; 1 where it has none. */
        NOUNS,
        /** 0 where the question has a word for a matter that the item does not speak of, else 1. */
        FAMILIAR
    }

    /** An item with how it fits a question. */
    record Match(ServiceItem item, double[] features) {}

    private static final int NEAR_TEXTS = 3;

    private final List<ServiceItem> items;
    private final List<String> texts = new ArrayList<>();
    private final int[] owners;
    private final float[][] vectors;
    private final List<String> matters = Matters.shipped();
    private final List<float[]> foreign;
    private final LexicalIndex lexical;
    private final List<Set<String>> pairs = new ArrayList<>();
    private final List<Set<String>> bodyPairs = new ArrayList<>();
    private final List<String> bodies = new ArrayList<>();
    private final TextEmbedder embedder;
    private final Homophones homophones;

    /** Embeds all texts; some milliseconds each. @throws ModelException when the model does not run */
    public ItemIndex(KnowledgeBase base, TextEmbedder embedder) throws ModelException {
        this(base, embedder, embedder);
    }

    /** @param ofItems embeds the items' own texts, by the same model */
    ItemIndex(KnowledgeBase base, TextEmbedder embedder, TextEmbedder ofItems) throws ModelException {
        this.embedder = embedder;
        this.items = List.copyOf(base.items());
        List<Integer> owner = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            ServiceItem item = items.get(i);
            Stream.of(Stream.of(item.name()), item.aliases().stream(), item.questions().stream())
                    .flatMap(stream -> stream)
                    .forEach(texts::add);
            while (owner.size() < texts.size()) {
                owner.add(i);
            }
            bodies.add(body(item));
        }
        this.homophones = new Homophones(texts);
        this.owners = owner.stream().mapToInt(Integer::intValue).toArray();
        this.vectors = ofItems.embed(texts).toArray(float[][]::new);
        String everything = String.join("\n", texts) + String.join("\n", bodies);
        this.foreign = ofItems.embed(
                matters.stream().filter(word -> !everything.contains(word)).toList());
        List<String> contents = texts.stream().map(QuestionText::content).toList();
        this.lexical = new LexicalIndex(contents);
        contents.forEach(content -> pairs.add(Terms.PAIRS.of(content)));
        bodies.forEach(body -> bodyPairs.add(bodyPairs(body)));
    }

    /** All texts in their order, and which item each belongs to. */
    List<String> texts() {
        return texts;
    }

    ServiceItem owner(int text) {
        return items.get(owners[text]);
    }

    /** A question with words that the base knows in the place of others that sound alike. */
    String repaired(String question) {
        return homophones.repaired(question);
    }

    /** What a question means, as a vector of length 1. */
    float[] vector(String question) throws ModelException {
        return embedder.embed(List.of(QuestionText.spoken(question))).get(0);
    }

    /**
     * Every item, with how it fits.
     *
     * @param vector the question's
     * @param hidden texts to look away from, for calibration
     */
    List<Match> matches(String question, float[] vector, IntPredicate hidden) {
        String content = QuestionText.content(question);
        float[] words = lexical.coverage(Terms.WORDS, content);
        float[] two = lexical.coverage(Terms.PAIRS, content);
        float[] sounds = lexical.coverage(Terms.SOUNDS, content);
        double[][] features = new double[items.size()][Feature.values().length];
        double[][] nearest = new double[items.size()][NEAR_TEXTS];
        boolean[] seen = new boolean[items.size()];
        for (int text = 0; text < owners.length; text++) {
            if (hidden.test(text)) {
                continue;
            }
            int item = owners[text];
            seen[item] = true;
            insert(nearest[item], Math.max(0, dot(vector, vectors[text])));
            raise(features[item], Feature.WORDS, words[text]);
            raise(features[item], Feature.PAIRS, two[text]);
            raise(features[item], Feature.SOUNDS, sounds[text]);
        }
        Set<String> asked = Terms.PAIRS.of(content);
        Set<String> nouns = ChineseWords.nouns(QuestionText.spoken(question));
        List<String> spoken = matters.stream().filter(question::contains).toList();
        List<Set<String>> found = new ArrayList<>();
        List<StringBuilder> read = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            found.add(shared(asked, bodyPairs.get(i)));
            read.add(new StringBuilder(bodies.get(i)));
        }
        for (int text = 0; text < owners.length; text++) {
            if (!hidden.test(text)) {
                found.get(owners[text]).addAll(shared(asked, pairs.get(text)));
                read.get(owners[text]).append('\n').append(texts.get(text));
            }
        }
        List<Match> matches = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            if (seen[i]) {
                features[i][Feature.NEAREST.ordinal()] = nearest[i][0];
                features[i][Feature.NEAR.ordinal()] = mean(nearest[i]);
                features[i][Feature.ANYWHERE.ordinal()] = share(asked, found.get(i));
                String says = read.get(i).toString();
                features[i][Feature.NOUNS.ordinal()] = named(nouns, says);
                features[i][Feature.FAMILIAR.ordinal()] = spoken.stream().allMatch(says::contains) ? 1 : 0;
                matches.add(new Match(items.get(i), features[i]));
            }
        }
        return matches;
    }

    /**
     * Share of the question's terms, by weight, that no text of the base has: 1 when the base knows nothing of it.
     *
     * @param hidden texts to look away from, for calibration
     */
    double unknown(String question, IntPredicate hidden) {
        Set<String> asked = Terms.PAIRS.of(QuestionText.content(question));
        double all = 0;
        double unknown = 0;
        for (String pair : asked) {
            int with = lexical.texts(Terms.PAIRS, pair);
            for (int text = 0; text < owners.length && with > 0; text++) {
                with -= hidden.test(text) && pairs.get(text).contains(pair) ? 1 : 0;
            }
            all += lexical.weight(with);
            unknown += with == 0 ? lexical.weight(0) : 0;
        }
        return all == 0 ? 1 : unknown / all;
    }

    /** How near a question's vector comes to a matter that the base does not know at all, as a cosine. */
    double foreign(float[] vector) {
        return foreign.stream().mapToDouble(word -> dot(vector, word)).max().orElse(0);
    }

    private double share(Set<String> asked, Set<String> has) {
        double all = 0;
        double found = 0;
        for (String pair : asked) {
            double weight = lexical.weight(lexical.texts(Terms.PAIRS, pair));
            all += weight;
            found += has.contains(pair) ? weight : 0;
        }
        return all == 0 ? 0 : found / all;
    }

    private static Set<String> shared(Set<String> asked, Set<String> has) {
        Set<String> shared = new HashSet<>(asked);
        shared.retainAll(has);
        return shared;
    }

    private static double named(Set<String> nouns, String read) {
        int all = 0;
        int named = 0;
        for (String noun : nouns) {
            all += noun.length();
            named += read.contains(noun) ? noun.length() : 0;
        }
        return all == 0 ? 1 : (double) named / all;
    }

    /** What an item says besides the texts that it is found by. */
    private static String body(ServiceItem item) {
        return Stream.of(
                        item.conditions().stream(),
                        item.steps().stream(),
                        item.materials().stream().map(Material::text),
                        item.slots().stream()
                                .flatMap(slot -> slot.choices().values().stream())
                                .flatMap(List::stream))
                .flatMap(stream -> stream)
                .collect(Collectors.joining("\n"));
    }

    private static Set<String> bodyPairs(String body) {
        Set<String> all = new HashSet<>();
        body.lines().map(QuestionText::content).map(Terms.PAIRS::of).forEach(all::addAll);
        return all;
    }

    private static void raise(double[] features, Feature feature, double value) {
        features[feature.ordinal()] = Math.max(features[feature.ordinal()], value);
    }

    /** Keeps the highest, in falling order. */
    private static void insert(double[] highest, double value) {
        double carry = value;
        for (int i = 0; i < highest.length && carry > 0; i++) {
            if (carry > highest[i]) {
                double lower = highest[i];
                highest[i] = carry;
                carry = lower;
            }
        }
    }

    /** Mean of those there are. */
    private static double mean(double[] highest) {
        double sum = 0;
        int there = 0;
        for (double value : highest) {
            sum += value;
            there += value > 0 ? 1 : 0;
        }
        return there == 0 ? 0 : sum / there;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    @Override
    public void close() throws IOException {
        lexical.close();
    }
}
