package org.wenzheng.models.runtime.homophone;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Everyday Mandarin by the word trigrams of Debian's {@code libime-data-language-model}, read where the machine has them. Richer than the
 * bigrams that ship, under a licence (LGPL-2.1+) of its own.
 */
final class LibimeTrigrams implements GeneralModel {

    private static final Weights WEIGHTS = new Weights(3, 2, 4);
    private static final double LN10 = Math.log(10);

    /** Where Debian's multiarch folders keep it. */
    private static final Path LIBRARIES = Path.of("/usr/lib");

    private static final String FILE = "libime/zh_CN.lm";

    private final Lexicon lexicon = new Lexicon("<s>");
    private final KenlmFile file;
    private final int[] indices;

    private LibimeTrigrams(KenlmFile file) throws IOException {
        this.file = file;
        for (String word : file.words()) {
            if (Lexicon.isHan(word)) {
                lexicon.add(word);
            }
        }
        indices = new int[lexicon.size()];
        for (int word = 0; word < indices.length; word++) {
            indices[word] = file.index(lexicon.word(word));
        }
    }

    /** Reads a file. @throws IOException if it is no such model */
    static LibimeTrigrams read(Path path) throws IOException {
        return new LibimeTrigrams(new KenlmFile(ByteBuffer.wrap(Files.readAllBytes(path))));
    }

    /** Where this machine has the model, null where it has none. */
    static @Nullable Path installed() throws IOException {
        if (!Files.isDirectory(LIBRARIES)) {
            return null;
        }
        try (var folders = Files.list(LIBRARIES)) {
            return folders.map(folder -> folder.resolve(FILE))
                    .filter(Files::isReadable)
                    .findFirst()
                    .orElse(null);
        }
    }

    @Override
    public Weights weights() {
        return WEIGHTS;
    }

    @Override
    public Lexicon lexicon() {
        return lexicon;
    }

    @Override
    public double single(int word) {
        return Math.exp(LN10 * file.unigram(index(word)));
    }

    @Override
    public double probability(int before, int last, int word) {
        // Behind the beginning of a sentence nothing else counts.
        int second = last == Lexicon.BEGIN ? KenlmFile.NONE : index(before);
        return Math.exp(LN10 * file.trigram(second, index(last), index(word)));
    }

    private int index(int word) {
        return word < indices.length ? indices[word] : KenlmFile.UNKNOWN;
    }
}
