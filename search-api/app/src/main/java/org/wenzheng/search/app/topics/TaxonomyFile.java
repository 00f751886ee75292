package org.wenzheng.search.app.topics;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads the taxonomy: the file of {@code WENZHENG_TOPICS}, or the one that the product was built with. */
@Configuration(proxyBeanMethods = false)
class TaxonomyFile {

    private static final String BUILT_IN = "topics/topics.yaml";

    @Bean
    Taxonomy taxonomy(@Value("${wenzheng.topics}") String path) throws IOException {
        String place = path.isEmpty() ? "the built-in " + BUILT_IN : path;
        try (InputStream yaml = path.isEmpty()
                ? new ClassPathResource(BUILT_IN).getInputStream()
                : Files.newInputStream(Path.of(path))) {
            return parse(yaml);
        } catch (YAMLException | ClassCastException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "The taxonomy " + place + " cannot be read; it needs topics, each with id and name.", e);
        }
    }

    static Taxonomy parse(InputStream yaml) {
        Object root = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        List<Taxonomy.Topic> topics = new ArrayList<>();
        for (Object entry : list(map(root).get("topics"))) {
            Map<?, ?> topic = map(entry);
            topics.add(new Taxonomy.Topic(
                    required(topic, "id"),
                    required(topic, "name"),
                    text(topic, "name_en"),
                    text(topic, "description"),
                    topic.get("keywords") == null
                            ? List.of()
                            : list(topic.get("keywords")).stream()
                                    .map(String::valueOf)
                                    .toList()));
        }
        return new Taxonomy(List.copyOf(topics));
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return (Map<?, ?>) Objects.requireNonNullElseGet(value, Map::of);
    }

    private static List<?> list(@Nullable Object value) {
        return (List<?>) Objects.requireNonNullElseGet(value, List::of);
    }

    private static String required(Map<?, ?> topic, String field) {
        String value = text(topic, field);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("a topic has no " + field);
        }
        return value;
    }

    private static @Nullable String text(Map<?, ?> topic, String field) {
        Object value = topic.get(field);
        return value == null ? null : value.toString();
    }
}
