package org.wenzheng.jobs.insight.quality;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An office's rules on what its staff says. Each carries sentences in which it must be found and others in which it must not: a
 * file whose own examples fail is refused.
 */
final class PhraseRules {

    private static final int LONGEST_PHRASE = 30;
    private static final int MOST_PHRASES = 2_000;
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final List<Rule> rules;

    private PhraseRules(List<Rule> rules) {
        this.rules = rules;
    }

    /**
     * Reads a file.
     *
     * @param yaml a list of rules: {@code kind}, {@code phrases}, {@code matches}, {@code spares}
     * @throws PhraseRuleException naming the rule that cannot be used, and why
     */
    static PhraseRules read(String yaml) throws PhraseRuleException {
        Written[] written;
        try {
            written = Objects.requireNonNullElse(YAML.readValue(yaml, Written[].class), new Written[0]);
        } catch (JsonProcessingException e) {
            String where = e instanceof JsonMappingException mapping && mapping.getLocation() != null
                    ? "line " + mapping.getLocation().getLineNr() + ": "
                    : e.getLocation() != null ? "line " + e.getLocation().getLineNr() + ": " : "";
            throw new PhraseRuleException(where + e.getOriginalMessage());
        }
        List<Rule> rules = new ArrayList<>();
        int phrases = 0;
        for (int i = 0; i < written.length; i++) {
            Rule rule = rule(written[i], "rule " + (i + 1));
            phrases += rule.phrases().size();
            rules.add(rule);
        }
        if (phrases > MOST_PHRASES) {
            throw new PhraseRuleException("more than " + MOST_PHRASES + " phrases; leave some out");
        }
        for (int i = 0; i < written.length; i++) {
            prove(rules.get(i), written[i], "rule " + (i + 1));
        }
        return new PhraseRules(List.copyOf(rules));
    }

    /** All phrases in a text, in its order; of one rule's overlapping ones the longest. @param text as recognised */
    List<Found> find(String text) {
        PlainText plain = PlainText.of(text);
        List<Found> found = new ArrayList<>();
        for (Rule rule : rules) {
            found.addAll(rule.find(plain));
        }
        found.sort(Comparator.comparingInt(Found::start)
                .thenComparing(each -> each.kind().ordinal()));
        return found;
    }

    /** A phrase's place in a text. @param start index of its first character, inclusive; {@code end} exclusive */
    record Found(PhraseKind kind, String phrase, int start, int end) {}

    private record Rule(PhraseKind kind, List<String> phrases) {

        List<Found> find(PlainText text) {
            List<Found> found = new ArrayList<>();
            int free = 0;
            for (int at = 0; at < text.length(); at++) {
                String longest = "";
                for (String phrase : phrases) {
                    if (at >= free && phrase.length() > longest.length() && text.startsWith(phrase, at)) {
                        longest = phrase;
                    }
                }
                if (!longest.isEmpty()) {
                    free = at + longest.length();
                    found.add(new Found(kind, longest, text.index(at), text.index(free - 1) + 1));
                }
            }
            return found;
        }
    }

    private static Rule rule(Written written, String name) throws PhraseRuleException {
        PhraseKind kind;
        try {
            kind = PhraseKind.valueOf(
                    Objects.requireNonNullElse(written.kind(), "").toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new PhraseRuleException(name + ": kind is greeting, courtesy, forbidden or promise");
        }
        List<String> phrases = new ArrayList<>();
        for (String phrase : list(written.phrases())) {
            String plain = PlainText.of(phrase).toString();
            if (plain.length() < 2 || plain.length() > LONGEST_PHRASE) {
                throw new PhraseRuleException(name + ": the phrase \"" + phrase + "\" needs 2 to " + LONGEST_PHRASE
                        + " characters besides marks");
            }
            phrases.add(plain);
        }
        if (phrases.isEmpty()) {
            throw new PhraseRuleException(name + " has no phrases");
        }
        if (list(written.matches()).isEmpty()) {
            throw new PhraseRuleException(name + " needs at least one sentence under matches in which it is found");
        }
        return new Rule(kind, List.copyOf(phrases));
    }

    private static void prove(Rule rule, Written written, String name) throws PhraseRuleException {
        for (String sentence : list(written.matches())) {
            if (rule.find(PlainText.of(sentence)).isEmpty()) {
                throw new PhraseRuleException(name + ": no phrase of it is found in its example \"" + sentence + "\"");
            }
        }
        for (String sentence : list(written.spares())) {
            if (!rule.find(PlainText.of(sentence)).isEmpty()) {
                throw new PhraseRuleException(name + " is found in \"" + sentence + "\", which it must spare");
            }
        }
    }

    private static List<String> list(@Nullable List<String> given) {
        return given == null ? List.of() : given;
    }

    private record Written(
            @JsonProperty("kind") @Nullable String kind,
            @JsonProperty("name") @Nullable String name,
            @JsonProperty("phrases") @Nullable List<String> phrases,
            @JsonProperty("matches") @Nullable List<String> matches,
            @JsonProperty("spares") @Nullable List<String> spares) {}
}
